/** Writes a result: as JSON in one piece for machines, as aligned lines for people. */
export function print(result: object, options: { json?: boolean }): void {
  console.log(options.json ? JSON.stringify(result, null, 2) : lines(result).join('\n'))
}

function lines(result: object, indent = ''): string[] {
  const entries = Object.entries(result).filter(([, value]) => !isEmpty(value))
  const width = Math.max(
    0,
    ...entries.filter(([, value]) => typeof value !== 'object').map(([name]) => name.length),
  )
  return entries.flatMap(([name, value]) =>
    typeof value === 'object'
      ? [`${indent}${name}:`, ...lines(value as object, `${indent}  `)]
      : [`${indent}${name.padEnd(width)}  ${String(value)}`],
  )
}

/** A name with nothing behind it tells people nothing. */
const isEmpty = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)

/** Ends the command with a sentence on standard error and exit code 2: what was typed has to change. */
export class UsageError extends Error {}
