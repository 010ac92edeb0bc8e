import type { Form } from '../../src/chat/form.js'
import type { View } from '../../src/chat/view.js'
import { exceptionRef } from '../../src/domain/retention/exception-ref.js'
import type { ArchiveException } from '../../src/domain/retention/exceptions.js'
import { asLocalDate } from '../../src/domain/time/calendar.js'
import type { Drawing } from '../../src/views/drawing.js'
import { exceptionList } from '../../src/views/exceptions.js'
import { exceptionForm, renewExceptionForm } from '../../src/views/forms/exception.js'
import { kari, monday, ola, per } from './case-builder.js'

const exception: ArchiveException = {
  exceptionRef: exceptionRef(1),
  inquiry: 'KS-2026-1142',
  owner: kari.id,
  scope: { systems: ['connxio_messages'], from: null, until: null },
  grantedBy: ola.id,
  grantedAt: monday,
  endsOn: asLocalDate('2026-06-07'),
  renewal: null,
  ended: null,
}
const asked: ArchiveException = {
  ...exception,
  exceptionRef: exceptionRef(2),
  scope: {
    systems: ['connxio_messages', 'connxio_register'],
    from: asLocalDate('2026-01-01'),
    until: asLocalDate('2026-02-01'),
  },
  endsOn: asLocalDate('2026-03-20'),
  renewal: { askedBy: ola.id, endsOn: asLocalDate('2026-09-01'), confirmed: null },
}
const renewed: ArchiveException = {
  ...exception,
  exceptionRef: exceptionRef(3),
  renewal: { askedBy: ola.id, endsOn: exception.endsOn, confirmed: { by: per.id, at: monday } },
}
const one = { page: 1, pages: 1 }

/** Samples of the list of archive exceptions: for those who decide, for those who only read. */
export const exceptionViews = (d: Drawing): Record<string, View> => ({
  'exceptions: none': exceptionList(d, { rows: [], ...one, total: 0 }, { act: true, confirm: false }),
  'exceptions: for support': exceptionList(
    d,
    { rows: [exception, asked, renewed], ...one, total: 3 },
    { act: true, confirm: false },
  ),
  'exceptions: for managers': exceptionList(
    d,
    { rows: [asked, exception, renewed, exception, asked], page: 2, pages: 3, total: 12 },
    { act: true, confirm: true },
  ),
  'exceptions: for readers': exceptionList(
    d,
    { rows: [asked], ...one, total: 1 },
    { act: false, confirm: false },
  ),
})

const systems = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ key: `system_${n}`, name: `System number ${n}` }))
const latest = asLocalDate('2027-03-09')

/** Samples of the forms that grant and renew; the owner is a colleague, never a person of a case. */
export const exceptionForms = (d: Drawing): Record<string, Form> => ({
  'exception in one system': exceptionForm(d, { systems: systems(1), kinds: [], owner: 'U0MONA', latest }),
  'exception in many systems': exceptionForm(d, {
    systems: systems(12),
    kinds: ['customer_id', 'device_id', 'loyalty_number', 'username', 'vehicle_id'],
    owner: 'U0KARI',
    latest,
  }),
  'exception to renew': renewExceptionForm(d, exception, asLocalDate('2027-06-07')),
})
