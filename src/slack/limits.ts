/** Slack's numbers (docs.slack.dev/reference/block-kit): characters, or how many. Renderers stay within them. */
export const limits = {
  message: { blocks: 50, summary: 4_000, /** JSON of all blocks; Slack refuses near 13,200. */ size: 12_000 },
  view: { blocks: 100, title: 24, button: 24 },
  section: { text: 3_000, fields: 10, field: 2_000 },
  context: { text: 2_000 },
  header: 150,
  alt: 2_000,
  /** Slack takes 25 in a row; five still fit the width of a phone. */
  buttonsInRow: 5,
  button: { label: 75, describe: 75 },
  confirm: { title: 100, text: 300, choice: 30 },
  option: { label: 75, hint: 75 },
  options: { radio: 4, checkboxes: 10, select: 100 },
  input: { label: 2_000, hint: 2_000, text: 3_000 },
} as const
