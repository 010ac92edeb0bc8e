import type { IntakeChannel } from '../domain/case/types.js'
import type { RightType } from '../domain/rights/rights.js'

/** How far a sample case has come. */
export type Stage =
  | 'received'
  | 'taken'
  | 'identity'
  | 'clarification'
  | 'started'
  | 'extended'
  | 'proposed'
  | 'approved'
  | 'answered'
  | 'closed'
  | 'withdrawn'
  | 'redirected'
  | 'dismissed'

/** Days count back from the day of the first start. */
export type Story = readonly [
  daysAgo: number,
  rights: readonly RightType[],
  channel: IntakeChannel,
  by: 'kari' | 'ola',
  stage: Stage,
]

/** Forty cases as a desk of a middling company has them: most in time, some due today, some overdue, some extended. */
export const storiesTold: readonly Story[] = [
  [0, ['access'], 'email', 'ola', 'received'],
  [0, ['erasure'], 'support_case', 'kari', 'received'],
  [1, ['objection_direct_marketing'], 'phone', 'kari', 'started'],
  [1, ['erasure'], 'email', 'ola', 'received'],
  [2, ['access'], 'email', 'kari', 'taken'],
  [3, ['rectification'], 'chat', 'ola', 'started'],
  [4, ['access', 'erasure'], 'email', 'kari', 'identity'],
  [5, ['consent_withdrawal'], 'email', 'ola', 'started'],
  [6, ['portability'], 'email', 'kari', 'clarification'],
  [7, ['erasure'], 'letter', 'ola', 'proposed'],
  [8, ['access'], 'support_case', 'kari', 'started'],
  [9, ['automated_decision'], 'email', 'ola', 'started'],
  [10, ['restriction'], 'in_person', 'kari', 'started'],
  [11, ['erasure'], 'email', 'kari', 'proposed'],
  [12, ['access'], 'email', 'ola', 'proposed'],
  [13, ['objection'], 'letter', 'kari', 'started'],
  [14, ['erasure'], 'chat', 'ola', 'approved'],
  [15, ['access'], 'email', 'kari', 'approved'],
  [16, ['rectification'], 'phone', 'ola', 'closed'],
  [17, ['access'], 'email', 'kari', 'answered'],
  [18, ['erasure'], 'email', 'ola', 'identity'],
  [19, ['access'], 'letter', 'kari', 'withdrawn'],
  [20, ['erasure'], 'email', 'ola', 'closed'],
  [22, ['access'], 'email', 'kari', 'redirected'],
  [23, ['portability'], 'email', 'ola', 'started'],
  [24, ['access'], 'other', 'kari', 'dismissed'],
  [25, ['erasure', 'consent_withdrawal'], 'email', 'ola', 'proposed'],
  [26, ['access'], 'support_case', 'kari', 'clarification'],
  [27, ['erasure'], 'email', 'kari', 'approved'],
  [28, ['access'], 'email', 'ola', 'started'],
  [30, ['access'], 'email', 'kari', 'started'],
  [30, ['erasure'], 'letter', 'ola', 'proposed'],
  [31, ['access'], 'email', 'kari', 'extended'],
  [32, ['objection'], 'email', 'ola', 'started'],
  [34, ['access'], 'support_case', 'kari', 'started'],
  [36, ['rectification'], 'email', 'ola', 'answered'],
  [38, ['access'], 'email', 'kari', 'closed'],
  [41, ['erasure'], 'email', 'ola', 'started'],
  [45, ['access', 'portability'], 'email', 'kari', 'extended'],
  [52, ['erasure'], 'letter', 'ola', 'closed'],
]
