import type { View } from '../../src/chat/view.js'
import { holdRef } from '../../src/domain/case/hold-ref.js'
import type { Hold } from '../../src/domain/case/holds.js'
import type { Restriction } from '../../src/domain/case/restrictions.js'
import type { Reference } from '../../src/domain/case/types.js'
import { asLocalDate } from '../../src/domain/time/calendar.js'
import type { Drawing } from '../../src/views/drawing.js'
import { holdList } from '../../src/views/holds.js'
import { restrictionList } from '../../src/views/restrictions.js'
import { exceptionViews } from './gallery-exceptions.js'
import { mona, monday, per } from './case-builder.js'

/** Samples of what keeps data: legal holds, exceptions and restrictions. */
export function keeperViews(d: Drawing, reference: Reference): Record<string, View> {
  const onCase: Hold = {
    holdRef: holdRef(1),
    matter: '2026-114',
    legalReference: 'tvisteloven § 22-1',
    scope: { references: [reference], systems: [], categories: [], from: null, until: null },
    placedBy: mona.id,
    placedAt: monday,
    reviewBy: asLocalDate('2026-06-07'),
    releaseProposedBy: null,
    releasedBy: null,
    releasedAt: null,
  }
  const wide: Hold = {
    ...onCase,
    holdRef: holdRef(2),
    scope: {
      references: [],
      systems: ['crm'],
      categories: ['invoice'],
      from: asLocalDate('2026-01-01'),
      until: asLocalDate('2026-02-01'),
    },
    reviewBy: asLocalDate('2026-03-01'),
    releaseProposedBy: per.id,
  }
  const restriction: Restriction = {
    id: '0f8fad5b-d9cb-469f-a165-70867728950e',
    reference,
    ground: 'a',
    systems: ['all'],
    categories: [],
    appliedBy: mona.id,
    appliedAt: monday,
    reviewBy: asLocalDate('2026-04-08'),
    liftNotice: null,
    liftedBy: null,
    liftedAt: null,
  }
  const told = {
    ...restriction,
    liftNotice: { sentAt: monday, liftOn: asLocalDate('2026-03-16'), by: mona.id },
  }
  const may = { apply: true, lift: true }
  return {
    'holds: none': holdList(d, [], true),
    'holds: some': holdList(d, [onCase, wide], true),
    'holds: for readers': holdList(d, [onCase], false),
    ...exceptionViews(d),
    'restrictions: none': restrictionList(d, reference, [], may),
    'restrictions: some': restrictionList(d, reference, [restriction, told], may),
    'restrictions: for readers': restrictionList(d, reference, [told], { apply: false, lift: false }),
  }
}
