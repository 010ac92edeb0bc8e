/**
 * Whether an error is a fault of the driver (postgres 3.4.9, `nextWrite`): a statement for a connection that was cut is
 * written a moment later to a socket that is gone, where nobody can catch it. The statement itself fails on its own,
 * and `openDatabase` takes the pool out of use, so nothing is lost with the error.
 */
export function isDriverFault(error: unknown): boolean {
  if (!(error instanceof TypeError)) return false
  const [, first = ''] = error.stack?.split('\n') ?? []
  return (
    first.includes('nextWrite') && /[\\/]postgres[\\/](?:src|cjs[\\/]src)[\\/]connection\.js/u.test(first)
  )
}
