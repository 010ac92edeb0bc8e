const isLoopback = (host: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(host)

/** What our drivers read as another server, or read differently from one another. */
const misleading = ['host', 'hostaddr', 'port', 'ssl', 'sslnegotiation', 'uselibpqcompat']

/**
 * A Postgres on this machine, or one reached over TLS. The address has to say it plainly: without a server the drivers
 * would take one from PGHOST, and of a setting that stands twice each takes the one it likes.
 */
export function isSafeDatabaseUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { hostname, searchParams } = new URL(value)
  const modes = searchParams.getAll('sslmode')
  if (hostname === '' || modes.length > 1 || misleading.some((name) => searchParams.has(name))) return false
  return isLoopback(hostname) || ['require', 'verify-ca', 'verify-full'].includes(modes[0] ?? '')
}

/** A mail server on this machine, or one reached over TLS. */
export function isSafeMailUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, searchParams } = new URL(value)
  const isEncrypted = protocol === 'smtps:' || searchParams.get('requireTLS') === 'true'
  return ['smtp:', 'smtps:'].includes(protocol) && (isEncrypted || isLoopback(hostname))
}

/** An address on this machine, or one reached over TLS. */
export function isSafeUrl(value: string): boolean {
  return URL.canParse(value) && (value.startsWith('https://') || isLoopback(new URL(value).hostname))
}
