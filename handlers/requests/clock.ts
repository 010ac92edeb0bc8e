import { caseDates } from '../../src/domain/time/deadlines.js'
import { explainClock } from '../../src/views/clock.js'
import { caseView } from '../case-view.js'

/** Tells why each date of a case is what it is, with the article. */
export const explainDates = caseView(({ draw, now }, found) =>
  explainClock(draw, found, caseDates(found, now)),
)
