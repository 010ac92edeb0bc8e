/** How the names of a container's blobs are made of fields, e.g. `{customer_no}/{message_id}.json`. */
export interface BlobPath {
  /** The fields in a name; null when the name is made another way. */
  read(name: string): Readonly<Record<string, string>> | null
  /** What all names start with that have this value of the field; null when the value does not lead the name. */
  prefixFor(field: string, value: string): string | null
}

export function blobPath(template: string): BlobPath {
  const parts = template.split(/(\{[^}]+\})/u).filter((part) => part !== '')
  const isField = (part: string | undefined) => part?.startsWith('{') === true
  const form = parts.map((part) => (isField(part) ? `(?<${part.slice(1, -1)}>.+?)` : escape(part))).join('')
  const pattern = new RegExp(`^${form}$`, 'u')
  return {
    read: (name) => pattern.exec(name)?.groups ?? null,
    prefixFor: (field, value) => {
      const at = parts.indexOf(`{${field}}`)
      const before = parts.slice(0, at)
      if (at < 0 || before.some(isField)) return null
      return `${before.join('')}${value}${parts[at + 1] ?? ''}`
    },
  }
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
