import { DefaultAzureCredential, type TokenCredential } from '@azure/identity'
import type { Connection } from '../domain/data-map/types.js'
import { codeOf, type Classify } from './calls.js'
import { resolve, type AzureSettings } from './settings.js'
import type { UnreadReason } from './store.js'

/** How an account of Azure Storage is reached. */
export type Account =
  { readonly connectionString: string } | { readonly url: string; readonly credential: TokenCredential }

export function accountOf(settings: AzureSettings, env: NodeJS.ProcessEnv): Account {
  return settings.connection_string
    ? { connectionString: resolve(settings.connection_string, env) }
    : { url: resolve(settings.account_url!, env), credential: new DefaultAzureCredential() }
}

/** Two tries within the time that one call may take. */
export const pipelineFor = ({ timeoutMs }: Pick<Connection, 'timeoutMs'>) => ({
  retryOptions: {
    maxRetries: 1,
    maxTries: 2,
    tryTimeoutInMs: timeoutMs,
    retryDelayInMs: 200,
    maxRetryDelayInMs: 1000,
  },
  userAgentOptions: { userAgentPrefix: 'rights-desk' },
})

const statuses: ReadonlyMap<number, UnreadReason> = new Map([
  [401, 'denied'],
  [403, 'denied'],
  [404, 'misfit'],
  [429, 'away'],
])

export const statusOf = (error: unknown): number | null => {
  const status =
    typeof error === 'object' && error !== null ? (error as { statusCode?: unknown }).statusCode : null
  return typeof status === 'number' ? status : null
}

/** Whether a blob or an entity is not there, while its container or table is. */
export function isGone(error: unknown): boolean {
  const { code, details } = error as { code?: string; details?: { odataError?: { code?: string } } }
  const said = details?.odataError?.code ?? code ?? ''
  return statusOf(error) === 404 && !/^(?:Table|Container)NotFound$/u.test(said)
}

const protections = /^Lease|^BlobImmutable|LegalHold/u

/** 409 and 412: a protection of the record stands in the way, or another change at the same time. */
function reasonOf(status: number, error: unknown): UnreadReason | null {
  if (status === 409 || status === 412) return protections.test(codeOf(error)) ? 'protected' : 'away'
  return statuses.get(status) ?? (status >= 500 ? 'away' : null)
}

const credentialErrors = /^(?:CredentialUnavailable|Authentication|AggregateAuthentication)/u
const nameOf = (error: unknown) => (error instanceof Error ? error.name : '')

export const classify: Classify = (error) => {
  const name = nameOf(error)
  if (name === 'AbortError') return 'timeout'
  if (credentialErrors.test(name)) return 'denied'
  const status = statusOf(error)
  if (status === null) return codeOf(error) === 'REQUEST_SEND_ERROR' ? 'away' : null
  return reasonOf(status, error)
}
