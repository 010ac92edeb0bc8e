const names = ['KEY_ENCRYPTION_KEY', 'BLIND_INDEX_KEY'] as const

type Found = Readonly<Partial<Record<(typeof names)[number], string | undefined>>>

/** What is wrong with the keys, one sentence each. Keys that are missing are not its matter. */
export function keyFaults(found: Found): string[] {
  const wrong = names
    .filter((name) => found[name] && !isStrongKey(found[name]))
    .map((name) => `${name} must be 32 random bytes in base64: make one with openssl rand -base64 32.`)
  if (found.KEY_ENCRYPTION_KEY && isSameKey(found)) {
    wrong.push(
      'BLIND_INDEX_KEY must differ from KEY_ENCRYPTION_KEY: make another one with openssl rand -base64 32.',
    )
  }
  return wrong
}

/** One key can be written in several ways: what counts is the bytes. */
const isSameKey = ({ KEY_ENCRYPTION_KEY = '', BLIND_INDEX_KEY = '' }: Found) =>
  Buffer.from(KEY_ENCRYPTION_KEY, 'base64').equals(Buffer.from(BLIND_INDEX_KEY, 'base64'))

function isStrongKey(value: string): boolean {
  const bytes = Buffer.from(value, 'base64')
  return bytes.length === 32 && new Set(bytes).size > 8
}
