import type { sweepActs as en } from '../en/sweep-acts.js'
import type { Words } from '../words.js'

/** Det en kan gjøre med en slettekjøring, og hvorfor det nektes. */
export const sweepActs: Words<typeof en> = {
  'done.sweep.dry_run':
    'Prøvekjøringen er i gang. Resultatet kommer som en melding til deg; ingenting slettes.',
  'help.sweep.show': 'Vis slettekjøringen som er åpen, ellers den siste',
  'help.sweep.dry_run': 'Tell det en kjøring i dag ville slettet, uten å slette noe',
  'help.sweep.approve': 'Vis kjøringen som venter på godkjenning, med knappen',
  'help.sweep.history': 'List tidligere slettekjøringer',
  'help.sweep.veto': 'Stans den planlagte kjøringen før den starter',
  'refusal.E_NO_SWEEP.what': 'Det finnes ingen slettekjøring som dette kan gjøres med nå.',
  'refusal.E_NO_SWEEP.next': 'Se på den siste: /rights sweep. En ny kommer klokken 01:15.',
}
