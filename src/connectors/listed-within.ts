/** Fewer are asked for one by one. */
const fewest = 10
/** A page is worth as much as so many requests for one record. */
const recordsAPage = 20

/** Reads a page of what lies in a range; gives the keys on it. */
export type ListKeys = (
  token: string | null,
) => Promise<{ readonly keys: readonly string[]; readonly token: string | null }>

/**
 * Every key that lies in a range which was made to hold `count` keys. Null when these are better asked for one by one:
 * they are few, or too much lies between them.
 */
export async function listedWithin(count: number, list: ListKeys): Promise<ReadonlySet<string> | null> {
  const found = new Set<string>()
  let token: string | null = null
  for (let pages = 0; count >= fewest && pages * recordsAPage < count; pages++) {
    const page = await list(token)
    for (const key of page.keys) found.add(key)
    if (page.token === null) return found
    ;({ token } = page)
  }
  return null
}
