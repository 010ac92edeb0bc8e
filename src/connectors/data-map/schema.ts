import { z } from 'zod'
import { recipientRoles } from '../../domain/data-map/types.js'
import type { retentionRules } from '../../domain/retention/rules.js'
import { ConnectionInFile } from '../settings.js'

/**
 * The file: Fideslang datasets (https://ethyca.github.io/fideslang), with one block of ours in each dataset's `meta`,
 * the place that Fides leaves to others. Fides' own keys that the desk has no use for are accepted.
 */
const key = z.string().regex(/^[a-zA-Z0-9_.<>-]+$/u, 'may have letters, digits and _ . < > - only')
const keys = z.array(
  key.regex(/^(?:user|system)(?:\.|$)/u, 'is not a Fides data category: they start with user or system'),
)
/** Fides writes null for what is not set. */
const optional = <T extends z.ZodType>(type: T) => type.nullish()
const unused = z.unknown().optional()

const described = {
  name: unused,
  description: optional(z.string()),
  data_categories: optional(keys),
  data_uses: unused,
  data_purposes: unused,
  data_subjects: unused,
  data_qualifier: unused,
}

const Reference = z.strictObject({
  dataset: key,
  field: z.string().regex(/^[^.]+\..+$/u, 'must be collection.field'),
  direction: optional(z.enum(['from', 'to'])),
})

const dataType = z
  .string()
  .regex(/^(?:string|integer|float|boolean|object|object_id)(?:\[\])?$/u, 'is not a data type of Fides')

const FieldMeta = z.strictObject({
  references: optional(z.array(Reference)),
  identity: optional(z.string().min(1)),
  primary_key: optional(z.boolean()),
  data_type: optional(dataType),
  length: unused,
  return_all_elements: unused,
  read_only: unused,
  custom_request_field: unused,
  masking_strategy_override: unused,
  redact: unused,
})

export interface FieldInFile {
  readonly name: string
  readonly data_categories?: readonly string[] | null | undefined
  readonly fides_meta?: z.infer<typeof FieldMeta> | null | undefined
  /** Fields within the field. */
  readonly fields?: readonly FieldInFile[] | null | undefined
}
const FieldInFile: z.ZodType<FieldInFile> = z.strictObject({
  ...described,
  name: z.string().min(1),
  fides_meta: optional(FieldMeta),
  fields: optional(z.array(z.lazy(() => FieldInFile))),
})

const CollectionInFile = z.strictObject({
  ...described,
  name: z.string().min(1),
  fields: z.array(FieldInFile),
  fides_meta: unused,
})
export type CollectionInFile = z.infer<typeof CollectionInFile>

const Anchor = z.union(
  [
    z.strictObject({ field: z.string(), and: z.string().optional() }),
    z.strictObject({ writetime: z.string() }),
    z.literal('last_modified'),
  ],
  'must be { field: NAME } (with and: NAME for the later of two), { writetime: NAME } or last_modified',
)
export type AnchorInFile = z.infer<typeof Anchor>

/** Rules of the notice and of the law whose period a record's own anchor starts. */
export const recordRules = [
  'RET-STD',
  'RET-SUPP',
  'RET-CONS',
  'RET-CONTR',
  'RET-NEED',
  'RET-LAW-PRIMARY',
  'RET-LAW-SECONDARY',
] as const satisfies readonly (keyof typeof retentionRules)[]

const Retention = z.strictObject({
  rule: z.enum(recordRules),
  months: z.number().int().min(0).max(1200).optional(),
  anchor: Anchor,
})
export type RetentionInFile = z.infer<typeof Retention>

const Erasure = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('delete') }),
  z.strictObject({ action: z.literal('null'), fields: z.array(z.string()).min(1) }),
  z.strictObject({ action: z.literal('keep'), ground: z.string().min(1), law: z.string().min(1) }),
])

const days = z.number().min(0).max(3660)

const CollectionBlock = z.strictObject({
  table: z.string().min(1).optional(),
  search: z.strictObject({ by: z.literal('nothing'), why: z.string().min(1) }).optional(),
  retention: Retention.optional(),
  erasure: Erasure.default({ action: 'delete' }),
  tombstones: z.strictObject({ grace_days: days.default(10), compaction_days: days }).optional(),
  options: z.record(z.string(), z.unknown()).default({}),
})
export type CollectionBlock = z.infer<typeof CollectionBlock>

const Recipient = z.strictObject({
  name: z.string().regex(/^[\p{L}\p{N} .,:()_-]{1,80}$/u, 'is the name of an organisation or a system'),
  role: z.enum(recipientRoles),
  contact: z.string().min(1).max(200).optional(),
})

const Block = z.strictObject({
  connection: ConnectionInFile.optional(),
  backups: z.array(z.strictObject({ name: z.string().min(1), days })).default([]),
  recipients: z.array(Recipient).default([]),
  collections: z.record(z.string(), CollectionBlock).default({}),
})

const DatasetInFile = z.strictObject({
  ...described,
  fides_key: key,
  organization_fides_key: unused,
  tags: unused,
  name: optional(z.string()),
  meta: optional(z.looseObject({ rights_desk: Block.optional() })),
  fides_meta: unused,
  collections: z.array(CollectionInFile),
})
export type DatasetInFile = z.infer<typeof DatasetInFile>

export const DataMapInFile = z.looseObject({ dataset: z.array(DatasetInFile).min(1) })
