import type { PlanLine, RightsRequest } from '../../src/domain/case/types.js'
import type { Form } from '../../src/chat/form.js'
import type { View } from '../../src/chat/view.js'
import { asLocalDate } from '../../src/domain/time/calendar.js'
import { approvalCard } from '../../src/views/approval-card.js'
import type { Run } from '../../src/views/erasure-run.js'
import type { ErasureScope } from '../../src/domain/erasure/scope.js'
import type { Drawing } from '../../src/views/drawing.js'
import { setAsideForm } from '../../src/views/forms/set-aside.js'
import { aCase, granted, mona, monday, nils } from './case-builder.js'

const line = (system: string, changes: Partial<PlanLine> = {}): PlanLine => ({
  id: `${system}.messages`,
  right: 'erasure',
  system,
  category: 'messages (user.content)',
  action: 'delete',
  count: 1400,
  keepGround: null,
  keepUntil: null,
  ...changes,
})
const keep = {
  action: 'keep',
  keepGround: 'bokføringsloven § 13',
  keepUntil: asLocalDate('2031-12-31'),
} as const
const lines = [
  line('archive'),
  line('register'),
  line('ledger', { count: 3, ...keep }),
  line('wiki', { count: null }),
]
const scope: ErasureScope = {
  searchId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  mapHash: 'sha256:test',
  records: 'none',
  backups: [{ system: 'archive', name: 'nightly', days: 30 }],
  recipients: [
    { system: 'archive', name: 'Eksempel Drift AS', role: 'processor', contact: 'privacy@drift.example.org' },
    { system: 'register', name: 'Eksempel Drift AS', role: 'processor', contact: null },
  ],
}
const wide = aCase().forRights('erasure').prepared()
const approved = (more: Parameters<typeof wide.approved>[1] = {}): RightsRequest =>
  wide.approved({ lines }, { scope, ...more })
const refused = { right: 'rectification', outcome: 'refused', ground: 'manifestly_unfounded' } as const

/** Samples of an erasure in the stores, from the proposal to its end, with all that can be in its way. */
export function erasureViews(d: Drawing): Record<string, View> {
  const run = (more: Partial<Run> = {}): Run => ({
    state: { kind: 'running', code: null },
    erased: { 'archive.messages': 500 },
    standstill: null,
    ...more,
  })
  const mixed = wide
    .forRights('erasure', 'rectification')
    .awaitingApproval({ items: [granted('erasure'), { ...refused, lawReference: null }], lines })
  return {
    'erasure: waits for a manager first': approvalCard(d, mixed),
    'erasure: runs': approvalCard(d, approved(), run()),
    'erasure: stands still for all': approvalCard(
      d,
      approved(),
      run({ standstill: { by: mona.id, at: monday } }),
    ),
    'erasure: held': approvalCard(d, approved(), run({ state: { kind: 'stopped', code: 'E_HOLD_ACTIVE' } })),
    'erasure: asks an engineer': approvalCard(
      d,
      approved(),
      run({ state: { kind: 'asking', code: 'archive (away)' } }),
    ),
    'erasure: partial': approvalCard(
      d,
      approved({
        linesDone: ['register.messages'],
        linesAside: [{ line: 'archive.messages', kind: 'skipped' }],
        firstApproval: { by: mona.id, at: monday },
        approval: { by: nils.id, at: monday },
      }),
      run({ state: { kind: 'partial', code: null } }),
    ),
  }
}

export const erasureForms = (d: Drawing): Record<string, Form> => ({
  'set aside': setAsideForm(d, approved()),
})
