import { listEventsOf } from '../../db/events.js'
import { history } from '../../src/views/events.js'
import { caseView } from '../case-view.js'

/** Shows what was done on a case, by whom and when. */
export const showHistory = caseView(async ({ tx, draw }, { reference }) =>
  history(draw, reference, await listEventsOf(tx, reference)),
)
