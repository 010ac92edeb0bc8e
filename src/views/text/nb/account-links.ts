import type { accountLinks as en } from '../en/account-links.js'
import type { Words } from '../words.js'

/** Ord om kontoer som er koblet: én person på to plattformer. */
export const accountLinks: Words<typeof en> = {
  'help.people.link': 'Koble kontoene dine i Slack og Teams: vis en kode her, skriv den der',
  'help.people.unlink': 'Skill kontoene dine igjen, eller en kollegas',
  'link.title': 'Kontoene dine',
  'link.code_summary': 'En kode for å koble kontoen din på den andre plattformen.',
  'link.code': 'Skriv dette på den andre plattformen, som deg selv, innen {{until}}: {{command}}',
  'link.code_once':
    'Den virker én gang. Gi den ikke til noen: den som skriver den, ber om å være deg. En personvernansvarlig som ikke er deg, bekrefter koblingen.',
  'link.waiting':
    'Koblingen av kontoene dine venter på en personvernansvarlig som ikke er deg, til {{until}}.',
  'link.waiting_next': 'Personvernansvarlige finner den i listen over personer: /rights people.',
  'link.linked': 'Kontoene dine i Slack og Teams er én person her, med de samme rollene.',
  'link.unlinked': 'Kontoene er skilt igjen. Den som ble koblet til, har ingen rolle lenger.',
  'link.declined': 'Kontoene er ikke koblet.',
  'link.pending': 'ber om å bli koblet med {{account}}',
  'link.email_same': 'Begge har samme e-postadresse.',
  'link.email_differs': 'E-postadressene er forskjellige: spør kollegaen før du bekrefter.',
  'link.email_unknown': 'Det er ikke kjent om e-postadressene er like: spør kollegaen.',
  'link.on_both': 'i Slack og i Teams',
  'button.people.link_confirm': 'Bekreft kobling',
  'button.people.link_decline': 'Avslå kobling',
  'button.people.unlink': 'Skill kontoene',
  'confirm.people.unlink.title': 'Skille kontoene?',
  'confirm.people.unlink.text': 'Kontoen som ble koblet til, mister alle roller med en gang.',
  'refusal.E_LINK_CODE.what': 'Koden er feil, brukt eller for gammel, eller koblingen venter ikke lenger.',
  'refusal.E_LINK_CODE.next': 'Få en ny med /rights people link på plattformen der du har rollen din.',
  'refusal.E_LINK_TRIES.what': 'Det er skrevet for mange feil koder fra denne kontoen.',
  'refusal.E_LINK_TRIES.next': 'Vent en time, og få en ny kode.',
  'refusal.E_LINK_PLATFORM.what': 'En person har én konto på hver plattform, og dette ville blitt en til.',
  'refusal.E_LINK_PLATFORM.next':
    'Skriv koden på den andre plattformen. Er kontoene koblet alt? Skill dem først.',
  'refusal.E_LINK_BUSY.what':
    'Kontoen har en egen rolle, eller er med på noe som ikke er avsluttet. Den kan ikke bli en annen person nå.',
  'refusal.E_LINK_BUSY.next':
    'Få rollene trukket tilbake med /rights people, og avslutt eller overlat det den har begynt på.',
  'refusal.E_LINK_FIRST.what': 'En annen konto med samme e-postadresse har en rolle alt.',
  'refusal.E_LINK_FIRST.next': 'Koble de to kontoene med /rights people link i stedet for å gi en rolle til.',
}
