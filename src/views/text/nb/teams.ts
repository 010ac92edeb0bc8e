import type { teams as en } from '../en/teams.js'
import type { Words } from '../words.js'

/** Ord som bare Microsoft Teams trenger. */
export const teams: Words<typeof en> = {
  'teams.answered_privately': 'Svaret ligger i din private chat med Rights Desk.',
  'teams.add_the_app':
    'Rights Desk svarer i en privat chat. Legg til appen for deg selv i Teams, og spør på nytt.',
  'teams.open_form': 'Åpne skjemaet',
  'teams.done': 'Utført.',
}
