import type { settings as en } from '../en/settings.js'
import type { Words } from '../words.js'

/** Ord for innstillingene til en person. */
export const settings: Words<typeof en> = {
  'help.people.settings': 'Velg språk, tidspunkt og sted for det systemet skriver til deg',
  'form.settings': 'Mine innstillinger',
  'done.people.settings': 'Innstillingene dine er lagret.',
  'field.my_language': 'Språk',
  'field.my_platform': 'Plattform',
  'field.digest_hour': 'Tidspunkt for de daglige påminnelsene',
  'field.digest_hour_hint': 'Norsk tid, på arbeidsdager. Fra siste arbeidsdag før en frist: med en gang.',
  'field.via': 'Hvordan',
  'field.via_hint': 'En omtale leses av alle i personvernkanalen.',
  setting_hour: 'kl. {{hour}}',
  'setting_language.auto': 'som i chatten min',
  'setting_language.nb': 'bokmål',
  'setting_language.en': 'engelsk',
  'setting_platform.auto': 'der jeg nås',
  'setting_platform.slack': 'Slack',
  'setting_platform.teams': 'Teams',
  'setting_via.dm': 'direktemelding',
  'setting_via.mention': 'omtale i personvernkanalen',
  'help.people.contacts': 'Pek ut stedfortreder og daglig leder for påminnelser som haster',
  'form.contacts': 'Når det haster',
  'done.people.contacts': 'De får beskjed ved siden av de personvernansvarlige fra nå av.',
  'field.deputy': 'Stedfortreder',
  'field.deputy_hint': 'Får beskjed siste arbeidsdag før en frist. Ingen: bare de personvernansvarlige.',
  'field.general_manager': 'Daglig leder',
  'field.general_manager_hint':
    'Får beskjed på dagen for en frist, og om det som er over fristen. Ingen: bare de personvernansvarlige.',
  'reminders.for': 'Til {{person}}',
}
