/** Why each date of a case is what it is. */
export const clock = {
  'clock.title': '{{reference}}: why these dates',
  'clock.summary': 'Answer {{reference}} by {{due}}.',
  'clock.receipt': 'Receipt',
  'clock.receipt_text':
    'It reached us {{at}} in Norwegian time, so the date of receipt is {{date}}. That day is not counted (Regulation 1182/71 Art. 3(1)).',
  'clock.promise': 'Promise',
  'clock.promise_text':
    'The privacy notice § 8 promises an answer within 30 days: {{date}}. A promise is not moved for weekends or holidays.',
  'clock.statutory': 'Law',
  'clock.statutory_text': 'Art. 12(3) GDPR gives one month from receipt: {{date}}.',
  'clock.statutory_rolled':
    'Art. 12(3) GDPR gives one month from receipt: {{nominal}}. That is a weekend or public holiday, so it moves to {{date}} (Regulation 1182/71 Art. 3(4)).',
  'clock.suspended': 'Clock stopped',
  'clock.suspended_text_one':
    'The clock stood still for {{count}} day while the person’s answer was awaited (EDPB 01/2022 § 159). Without that: promise {{promised}}, law {{statutory}}.',
  'clock.suspended_text_other':
    'The clock stood still for {{count}} days while the person’s answer was awaited (EDPB 01/2022 § 159). Without that: promise {{promised}}, law {{statutory}}.',
  'clock.stopped_now': 'It stands still now, so all dates move with each day.',
  'clock.extension': 'Extension',
  'clock.extension_text':
    'Extended for {{reason}} to {{date}}, and the person was told in time (Art. 12(3)). It covers: {{rights}}.',
  'clock.extension_unsent':
    'Extension to {{date}} is decided. It counts only when its notice is sent by {{by}} (Art. 12(3)).',
  'clock.extension_possible':
    'It can be extended once, at the latest to {{date}}, if the person is told why by {{by}} (Art. 12(3)).',
  'clock.effective': 'Answer by',
  'clock.effective_text':
    'The stricter of the two counts: {{date}}, to the end of the day in Norway. The last working day before it is {{workBy}}.',
  'clock.effective_extended':
    'The answer is due {{date}}, to the end of the day in Norway. The last working day before it is {{workBy}}.',
  'clock.refusal': 'Refusal',
  'clock.refusal_text':
    'If anything is refused, the person must be told by {{date}}, also after an extension (Art. 12(4)).',
} as const
