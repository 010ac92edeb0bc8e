import { crc32, deflateSync } from 'node:zlib'

/*
 * The two icons of the app, drawn here: a shield with a tick in it, for a desk that guards and proves. Drawn by
 * distance from lines, so that the edges are smooth at both sizes.
 */
type Point = readonly [x: number, y: number]
type Color = readonly [red: number, green: number, blue: number]

const navy: Color = [27, 58, 87]
const white: Color = [255, 255, 255]

/** The shield and the tick, in a square of one. */
const shield: readonly Point[] = [
  [0.5, 0.12],
  [0.84, 0.24],
  [0.84, 0.5],
  [0.76, 0.7],
  [0.5, 0.9],
  [0.24, 0.7],
  [0.16, 0.5],
  [0.16, 0.24],
]
const tick: readonly Point[] = [
  [0.34, 0.5],
  [0.46, 0.63],
  [0.68, 0.37],
]

/** Distance of a point from a line between two others. */
function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}

const fromPath = (point: Point, path: readonly Point[]) =>
  Math.min(...path.slice(1).map((to, index) => distance(point, path[index]!, to)))

/** How much of a pixel lies within `width` of a path: 0 to 1. */
function stroke(point: Point, path: readonly Point[], width: number, size: number): number {
  return Math.max(0, Math.min(1, (width - fromPath(point, path)) * size + 0.5))
}

/** 192 × 192: white on navy, as Teams cuts the corners itself. */
export function colorIcon(): Buffer {
  return png(192, (point) => {
    const closed = [...shield, shield[0]!]
    const ink = Math.max(stroke(point, closed, 0.03, 192), stroke(point, tick, 0.045, 192))
    const mixed = navy.map((base, index) => Math.round(base + (white[index]! - base) * ink))
    return [mixed[0]!, mixed[1]!, mixed[2]!, 255]
  })
}

/** 32 × 32: white on nothing. */
export function outlineIcon(): Buffer {
  return png(32, (point) => {
    const closed = [...shield, shield[0]!]
    const ink = Math.max(stroke(point, closed, 0.035, 32), stroke(point, tick, 0.045, 32))
    return [...white, Math.round(255 * ink)]
  })
}

type Pixel = readonly [red: number, green: number, blue: number, alpha: number]

/** A PNG (RFC 2083) of a square, eight bits for each of red, green, blue and alpha. */
function png(size: number, pixel: (point: Point) => Pixel): Buffer {
  const rows = Array.from({ length: size }, (_row, y) => [
    0,
    ...Array.from({ length: size }, (_column, x) => pixel([(x + 0.5) / size, (y + 0.5) / size])).flat(),
  ])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
