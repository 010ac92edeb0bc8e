/**
 * Teams' numbers (learn.microsoft.com/microsoftteams/platform: cards, dialogs, rate limits): characters, or how
 * many. Renderers stay within them.
 */
export const limits = {
  /** JSON of a card in bytes. Teams takes 28 KB everywhere; the rest is for the envelope. */
  card: 25_000,
  summary: 4_000,
  dialog: { title: 64 },
  /** More than six in one set hide behind a menu; five fit the width of a phone. */
  buttonsInRow: 5,
  button: { label: 75, describe: 150 },
  heading: 150,
  alt: 1_500,
  /** One run of text: longer words go on in further blocks. */
  text: 3_000,
  option: 200,
  /** Up to this many choices stand open; more fold into a list. */
  openChoices: { one: 4, several: 12 },
  options: 100,
  input: { label: 500, text: 3_000 },
  /** Bytes of an activity that is read at all. */
  body: 256_000,
} as const
