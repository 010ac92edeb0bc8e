/** A value of a cell; null is an empty one. */
export type Cell = string | number | null

/**
 * Signs with which a spreadsheet takes a text for a formula, also in their wide forms. A text that begins with one gets
 * an apostrophe before it (OWASP, CSV injection); figures stay as they are.
 */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as RFC 4180 writes them: commas, quotes where they are needed, CR LF after each row, the header first. */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('')
}
