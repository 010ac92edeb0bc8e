import type { erasureRun as en } from '../en/erasure-run.js'
import type { Words } from '../words.js'

/** Ord for slettinger som er i gang, står stille eller mislykkes, og for stans av alle slettinger. */
export const erasureRun: Words<typeof en> = {
  'approval.approved_first': 'Godkjent av leder',
  'approval.awaits_engineer': 'Nå skal en tekniker på vakt godkjenne: planen sletter også.',
  'approval.line_progress': '{{count}} av {{all}} slettet og kontrollert',
  'approval.line_skipped': 'utelatt, ikke slettet',
  'approval.line_handed': 'overlatt til folk, utføres for hånd',
  'approval.paused':
    'Alle slettinger og slettekjøringer står stille: {{person}}, {{at}}. /rights resume lar dem gå videre.',
  'approval.asking': 'Det mislyktes fem ganger og prøves ikke av seg selv lenger: {{why}}',
  'approval.in_the_way': 'Står stille inntil videre: {{why}}',
  'erasure.waits_for_resume':
    'Alle slettinger og slettekjøringer står stille: denne starter med /rights resume.',
  'next.skipped_one': '{{count}} linje er utelatt: prøv den igjen med /rights retry, eller lag ny plan.',
  'next.skipped_other': '{{count}} linjer er utelatt: prøv dem igjen med /rights retry, eller lag ny plan.',
  'done.erasure.pause': 'Alle slettinger og slettekjøringer stanser ved neste post.',
  'done.erasure.resume': 'Slettingene og slettekjøringene går videre.',
  'done.plan.set_aside': 'Linjen i {{reference}} er lagt til side; de andre går videre.',
  'event.execution.paused': 'Alle slettinger og slettekjøringer stanset',
  'event.execution.line_skipped': 'En linje som mislyktes, ble utelatt',
  'event.execution.line_handed': 'En linje som mislyktes, ble overlatt til folk',
  'button.plan.set_aside': 'Utelat eller overlat',
  'button.erasure.retry': 'Prøv igjen',
  'help.plan.set_aside': 'Utelat en linje i en sletting som mislykkes, eller overlat den til folk',
  'help.erasure.pause': 'Stans alle slettinger og slettekjøringer ved neste post',
  'help.erasure.resume':
    'La slettinger og slettekjøringer gå videre; med saksnummer: start fristen i saken igjen',
  'form.set_aside': 'Linje som mislykkes',
  'form.set_aside_intro':
    'Systemet slutter å prøve denne linjen og går videre med de andre. Slettingen er delvis, og saken kan ikke besvares, før linjen er utført eller planen er laget på nytt.',
  'field.aside_line': 'Linje',
  'field.aside_kind': 'Hva skal skje med den?',
  'aside.skipped': 'utelat den inntil videre',
  'aside.handed': 'overlat den: en tekniker utfører den for hånd og krysser av',
  'refusal.E_PAUSED.what': 'Alle slettinger og slettekjøringer står stille.',
  'refusal.E_PAUSED.next': 'En tekniker eller en personvernleder lar dem gå videre: /rights resume.',
  'refusal.E_NOT_PAUSED.what': 'Slettingene og slettekjøringene står ikke stille.',
  'refusal.E_NOT_PAUSED.next': 'Oppgi saksnummeret for å starte fristen i en sak igjen.',
  'refusal.E_STORE_FAILING.what':
    'Et system i planen består ikke kontrollen, så planen kunne ikke ha blitt utført.',
  'refusal.E_STORE_FAILING.next':
    'Få systemet i orden; det kontrolleres på nytt hvert minutt. Godkjenn deretter. Systemer:',
}
