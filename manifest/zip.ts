import { crc32 } from 'node:zlib'

const signatures = { local: 0x04_03_4b_50, central: 0x02_01_4b_50, end: 0x06_05_4b_50 } as const
/** 1 January 1980, the first day of the format: the same files give the same archive. */
const day = 0x00_21

function header(signature: number, fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const made = Buffer.alloc(4 + fields.reduce((sum, [bytes]) => sum + bytes, 0))
  made.writeUInt32LE(signature, 0)
  let at = 4
  for (const [bytes, value] of fields) {
    made.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return made
}

/** A zip archive (APPNOTE 6.3) of a few small files, stored as they are. */
export function zip(files: Readonly<Record<string, Buffer>>): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const [name, data] of Object.entries(files)) {
    const named = Buffer.from(name, 'utf8')
    const common = [
      [2, 20],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, day],
      [4, crc32(data)],
      [4, data.length],
      [4, data.length],
      [2, named.length],
      [2, 0],
    ] as const
    const local = Buffer.concat([header(signatures.local, common), named, data])
    const places = [
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ] as const
    centrals.push(Buffer.concat([header(signatures.central, [[2, 20], ...common, ...places]), named]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(centrals)
  const count = centrals.length
  const end = header(signatures.end, [
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, central.length],
    [4, offset],
    [2, 0],
  ])
  return Buffer.concat([...locals, central, end])
}
