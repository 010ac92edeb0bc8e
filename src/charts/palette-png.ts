import { crc32, deflateSync } from 'node:zlib'

/** Pixels in RGBA, row by row; what is drawn is opaque. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

const mostColors = 256
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * A PNG (ISO/IEC 15948) with a palette: a third of the size of one with a colour in each pixel, so that a chart fits into
 * a message. `bitsAtMost` a channel: fewer make it smaller. Where there are more than 256 colours the shades of soft edges
 * are rounded until they fit.
 */
export function palettePng(pixels: Pixels, bitsAtMost = 8): Buffer {
  for (let bits = bitsAtMost; ; bits--) {
    const made = indexed(pixels, bits)
    if (made) return encode(pixels, made)
  }
}

interface Indexed {
  readonly palette: readonly number[]
  readonly indexes: Uint8Array
}

/** Colours rounded to so many bits a channel; null when they are too many for a palette. */
function indexed({ width, height, rgba }: Pixels, bits: number): Indexed | null {
  const steps = (1 << bits) - 1
  const rounded = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.round((Math.round((value * steps) / 255) * 255) / steps),
  )
  const known = new Map<number, number>()
  const indexes = new Uint8Array(width * height)
  for (let at = 0; at < indexes.length; at++) {
    const color =
      (rounded[rgba[at * 4]!]! << 16) | (rounded[rgba[at * 4 + 1]!]! << 8) | rounded[rgba[at * 4 + 2]!]!
    const index = known.get(color) ?? known.size
    if (index === mostColors) return null
    known.set(color, index)
    indexes[at] = index
  }
  return { palette: [...known.keys()], indexes }
}

function encode({ width, height }: Pixels, { palette, indexes }: Indexed): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3], 8)
  const colors = Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]))
  // Each row begins with the number of its filter: none.
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) rows.set(indexes.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const data = deflateSync(rows, { level: 9 })
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
