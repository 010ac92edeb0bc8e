const isLoopback = (host: string) => ['127.0.0.1', 'localhost', '[::1]', ''].includes(host)

/** A Postgres on this machine, or one reached over TLS. */
export function isSafeDatabaseUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return (
    isLoopback(url.hostname) ||
    ['require', 'verify-ca', 'verify-full'].includes(url.searchParams.get('sslmode') ?? '')
  )
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
