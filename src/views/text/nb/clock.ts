import type { clock as en } from '../en/clock.js'
import type { Words } from '../words.js'

/** Hvorfor hver dato i en sak er som den er. */
export const clock: Words<typeof en> = {
  'clock.title': '{{reference}}: hvorfor disse datoene',
  'clock.summary': 'Svar på {{reference}} innen {{due}}.',
  'clock.receipt': 'Mottak',
  'clock.receipt_text':
    'Det nådde oss {{at}} norsk tid, så mottaksdatoen er {{date}}. Den dagen telles ikke med (forordning 1182/71 art. 3 nr. 1).',
  'clock.promise': 'Løfte',
  'clock.promise_text':
    'Personvernerklæringen § 8 lover svar innen 30 dager: {{date}}. Et løfte flyttes ikke for helger eller helligdager.',
  'clock.statutory': 'Loven',
  'clock.statutory_text': 'Personvernforordningen art. 12 nr. 3 gir én måned fra mottak: {{date}}.',
  'clock.statutory_rolled':
    'Personvernforordningen art. 12 nr. 3 gir én måned fra mottak: {{nominal}}. Det er helg eller helligdag, så den flyttes til {{date}} (forordning 1182/71 art. 3 nr. 4).',
  'clock.suspended': 'Fristavbrudd',
  'clock.suspended_text_one':
    'Fristen sto stille i {{count}} dag mens vi ventet på personens svar (EDPB 01/2022 § 159). Uten det: løfte {{promised}}, lov {{statutory}}.',
  'clock.suspended_text_other':
    'Fristen sto stille i {{count}} dager mens vi ventet på personens svar (EDPB 01/2022 § 159). Uten det: løfte {{promised}}, lov {{statutory}}.',
  'clock.stopped_now': 'Den står stille nå, så alle datoer flytter seg for hver dag.',
  'clock.extension': 'Forlengelse',
  'clock.extension_text':
    'Forlenget på grunn av {{reason}} til {{date}}, og personen fikk beskjed i tide (art. 12 nr. 3). Den gjelder: {{rights}}.',
  'clock.extension_unsent':
    'Forlengelse til {{date}} er besluttet. Den gjelder først når varselet er sendt innen {{by}} (art. 12 nr. 3).',
  'clock.extension_possible':
    'Fristen kan forlenges én gang, senest til {{date}}, hvis personen får vite hvorfor innen {{by}} (art. 12 nr. 3).',
  'clock.effective': 'Svar innen',
  'clock.effective_text':
    'Den strengeste gjelder: {{date}}, ut dagen norsk tid. Siste arbeidsdag før det er {{workBy}}.',
  'clock.effective_extended':
    'Svaret skal være ute {{date}}, ut dagen norsk tid. Siste arbeidsdag før det er {{workBy}}.',
  'clock.refusal': 'Avslag',
  'clock.refusal_text':
    'Hvis noe avslås, må personen få vite det innen {{date}}, også etter en forlengelse (art. 12 nr. 4).',
}
