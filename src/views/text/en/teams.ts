/** Words of Microsoft Teams alone. */
export const teams = {
  'teams.answered_privately': 'Answered in your private chat with Rights Desk.',
  'teams.add_the_app':
    'Rights Desk answers in a private chat. Add the app for yourself in Teams, and ask again.',
  'teams.open_form': 'Open the form',
  'teams.done': 'Done.',
}
