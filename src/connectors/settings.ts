import { z } from 'zod'

/** Name of an environment variable that holds the value. */
const FromEnvironment = z.strictObject({
  env: z.string().regex(/^[A-Z][A-Z0-9_]*$/u, 'must be the name of an environment variable, in capitals'),
})
export type FromEnvironment = z.infer<typeof FromEnvironment>

const isObject = (value: unknown) => typeof value === 'object' && value !== null

/** A secret never stands in the map itself. */
const secret = z
  .custom<unknown>(isObject, 'must not stand in the map: write { env: NAME_OF_A_VARIABLE }')
  .pipe(FromEnvironment)
const text = z.union([z.string().min(1), FromEnvironment], 'must be a text, or { env: NAME_OF_A_VARIABLE }')

const common = {
  timeout_ms: z.number().int().min(100).max(600_000).default(10_000),
  concurrency: z.number().int().min(1).max(1024).default(16),
}

const Azure = {
  ...common,
  /** Holds a key of the whole account: for tests and small set-ups. */
  connection_string: secret.optional(),
  /** With a managed identity or whatever else `DefaultAzureCredential` finds. */
  account_url: text.optional(),
}
const hasOneWay = (found: { connection_string?: unknown; account_url?: unknown }) =>
  (found.connection_string === undefined) !== (found.account_url === undefined)
const oneWay = 'needs either connection_string or account_url (with a managed identity)'

const Postgres = z.strictObject({ kind: z.literal('postgres'), ...common, url: secret })
const Cassandra = z.strictObject({
  kind: z.literal('cassandra'),
  ...common,
  concurrency: common.concurrency.default(64),
  /** `host:port`, several with commas between. */
  contact_points: text,
  data_center: text,
  keyspace: z.string().min(1),
  username: secret.optional(),
  password: secret.optional(),
  tls: z.strictObject({ ca_file: text.optional() }).optional(),
  /** Of reads and writes alike; the two together must see each other. */
  consistency: z.enum(['local_quorum', 'quorum', 'each_quorum', 'all']).default('local_quorum'),
})
const AzureBlob = z.strictObject({ kind: z.literal('azure_blob'), ...Azure }).refine(hasOneWay, oneWay)
const AzureTable = z.strictObject({ kind: z.literal('azure_table'), ...Azure }).refine(hasOneWay, oneWay)

export const ConnectionInFile = z.discriminatedUnion('kind', [Postgres, Cassandra, AzureBlob, AzureTable])
export type ConnectionInFile = z.infer<typeof ConnectionInFile>
export type PostgresSettings = z.infer<typeof Postgres>
export type CassandraSettings = z.infer<typeof Cassandra>
export type AzureSettings = z.infer<typeof AzureBlob> | z.infer<typeof AzureTable>

/** What only one kind of store knows about a collection. */
export const optionsOf = {
  postgres: z.strictObject({
    /** Fields that are compared in lower case; each needs an index on lower(field). */
    lower: z.array(z.string()).default([]),
    /** The table is partitioned by ranges of the field its retention runs from: a partition past it is dropped whole. */
    partitioned_by_time: z.boolean().default(false),
  }),
  cassandra: z.strictObject({
    /** Fields that a person is found by although they are no partition key, with the index that makes it possible. */
    indexes: z.record(z.string(), z.string()).default({}),
  }),
  azure_blob: z.strictObject({
    /** How a blob's name is made of fields, e.g. `{customer_no}/{message_id}.json`. */
    path: z
      .string()
      .regex(
        /^(?:[^{}]|\{[a-z_][a-z0-9_]*\}(?!\{))*$/u,
        'must have fields as {field}, with text between them',
      )
      .optional(),
    /** The account keeps versions: they are found and deleted with their blob. */
    versions: z.boolean().default(false),
  }),
  azure_table: z.strictObject({
    /** Fields without a key's help: the service reads the whole table for them. */
    scan: z.boolean().default(false),
  }),
}

/** A setting the map leaves to the environment is not there. */
export class SettingMissing extends Error {
  constructor(readonly variable: string) {
    super(`${variable} is not set, but the data map refers to it`)
    this.name = 'SettingMissing'
  }
}

/** The value of a setting. Throws `SettingMissing`. */
export function resolve(setting: string | FromEnvironment, env: NodeJS.ProcessEnv): string {
  if (typeof setting === 'string') return setting
  const value = env[setting.env]?.trim()
  if (!value) throw new SettingMissing(setting.env)
  return value
}

/** Names of all variables that a connection refers to. */
export function variablesOf(settings: unknown): string[] {
  if (typeof settings !== 'object' || settings === null) return []
  const found = FromEnvironment.safeParse(settings)
  return found.success ? [found.data.env] : Object.values(settings).flatMap(variablesOf)
}
