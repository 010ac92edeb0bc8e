import type { ShownCase } from '../../web/shown.js'
import type { Word } from '../session.js'

/** A command that one of the people gives. */
export interface GuideAct {
  readonly words: Word
  readonly as: string
  /** What follows `/rights`; `REF` stands for the case of the tour. */
  readonly command: string
  /** It is refused on purpose: nothing is filled in or sent. */
  readonly isRefused?: boolean
}

export interface GuideStep {
  readonly title: Word
  readonly text: Word
  /** None: the step is to look at the chain. */
  readonly acts: readonly GuideAct[]
  /** Whether the case of the tour is past this step. */
  isDone(found: ShownCase | null): boolean
}

const life = [
  'received',
  'awaiting_identity',
  'in_progress',
  'awaiting_approval',
  'approved',
  'responded',
  'closed',
] as const
type Status = (typeof life)[number]

const isAtLeast = (status: Status) => (found: ShownCase | null) =>
  found !== null && life.indexOf(found.status as Status) >= life.indexOf(status)

const kari = 'U0KARI'

/** The first minute: from the message to the proof. `engineer` is on call. */
export const guideSteps = (engineer: string): readonly GuideStep[] => [
  {
    title: 'g1',
    text: 'g1Text',
    acts: [{ words: 'g1Do', as: kari, command: 'open erasure' }],
    isDone: (found) => found !== null,
  },
  {
    title: 'g2',
    text: 'g2Text',
    acts: [
      { words: 'g2Ask', as: kari, command: 'identity REF' },
      { words: 'g2Verified', as: kari, command: 'identity REF' },
    ],
    isDone: isAtLeast('in_progress'),
  },
  {
    title: 'g3',
    text: 'g3Text',
    acts: [
      { words: 'g3Take', as: kari, command: `assign REF <@${kari}>` },
      { words: 'g3Steps', as: kari, command: 'steps REF' },
      { words: 'g3Plan', as: kari, command: 'plan REF' },
    ],
    isDone: isAtLeast('awaiting_approval'),
  },
  {
    title: 'g4',
    text: 'g4Text',
    acts: [
      { words: 'g4Refused', as: kari, command: 'approve REF', isRefused: true },
      { words: 'g4Approve', as: engineer, command: 'approve REF' },
    ],
    isDone: isAtLeast('approved'),
  },
  { title: 'g5', text: 'g5Text', acts: [], isDone: () => false },
]
