import { caseDates } from '../../src/domain/time/deadlines.js'
import { caseCard } from '../../src/views/case-card.js'
import { caseView } from '../case-view.js'

/** Shows a case as it stands, with the buttons that the reader may use. */
export const showRequest = caseView(({ draw, actor, now }, found) =>
  caseCard(draw, found, caseDates(found, now), { for: 'person', actor }),
)
