import type { Drawing } from './drawing.js'
import type { ReminderLine } from './reminders.js'
import { z1 } from './text/text.js'

/** The reminders of one person as a plain e-mail: references, reasons and dates, nothing else. */
export function remindersMail(
  { say }: Drawing,
  lines: readonly ReminderLine[],
): { readonly subject: string; readonly text: string } {
  const listed = lines.map(
    ({ reference, code }) =>
      say('mail.line', { reference: z1(reference), reminder: say(`reminder.${code}`) }).words,
  )
  return {
    subject: say('mail.subject', { count: lines.length }).words,
    text: [say('mail.intro').words, '', ...listed, ''].join('\n'),
  }
}
