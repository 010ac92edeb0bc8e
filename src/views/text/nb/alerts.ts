import type { alerts as en } from '../en/alerts.js'
import type { Words } from '../words.js'

/** Det systemet sier fra om av seg selv. */
export const alerts: Words<typeof en> = {
  'trouble.title': 'En melding ble ikke lagt ut',
  'trouble.summary': 'Noe kunne ikke legges ut i personvernkanalen.',
  'trouble.channel_public': 'Personvernkanalen er åpen for alle. Saker legges ikke ut der.',
  'trouble.channel_shared': 'Personvernkanalen er delt med en annen organisasjon. Saker legges ikke ut der.',
  'trouble.channel_guests': 'Det er gjester i personvernkanalen. Saker legges ikke ut der.',
  'trouble.channel_archived': 'Personvernkanalen er arkivert. Ingenting kan legges ut der.',
  'trouble.channel_not_member': 'Systemet er ikke medlem av personvernkanalen.',
  'trouble.E_PII_IN_CHANNEL':
    'En melding inneholdt noe som ligner personopplysninger. Den ble holdt tilbake fra kanalen.',
  'trouble.other': 'Plattformen tok ikke imot en melding til personvernkanalen.',
  'trouble.cure':
    'Gjør kanalen privat, uten gjester og ikke delt, og inviter appen; eller oppgi en annen i PRIVACY_CHANNEL. Selve sakene er i orden: /rights list all.',
  'removed.title': 'Fjernet',
  'removed.summary': 'Meldingen er fjernet: lagringstiden er ute.',
  'misdelivery.title': 'Et svar nådde feil person',
  'misdelivery.summary': '{{reference}}: et svar kan ha nådd feil person.',
  'misdelivery.clock':
    'Dette har vært kjent siden {{awareAt}}. Hvis risiko for personen ikke kan utelukkes, må Datatilsynet ha melding innen {{reportBy}} (art. 33 nr. 1).',
  'misdelivery.next':
    'Følg rutinen for avvik nå: stans det som fortsatt er underveis, vurder risikoen, avgjør om Datatilsynet og personen skal ha beskjed (art. 33 og 34), og noter hvorfor.',
}
