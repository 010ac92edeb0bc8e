import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { charts } from '../../src/charts/charts.js'
import type { DeletionsChart } from '../../src/charts/deletions.js'
import { palettePng } from '../../src/charts/palette-png.js'
import type { TrendChart } from '../../src/charts/trend.js'

const words = { week: 'Uke', received: 'Mottatt', ended: 'Besvart', openAtEnd: 'Åpne ved ukens slutt' }
const chart = (count: (n: number) => number): TrendChart => ({
  weeks: Array.from({ length: 12 }, (_, n) => ({
    label: String(n + 36),
    received: count(n),
    ended: count(n + 1),
    openAtEnd: count(n + 2),
  })),
  words,
})

/** Width, height and the colour of each pixel, read back as the standard says. */
function read(png: Buffer) {
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const [width, height] = [chunks.get('IHDR')!.readUInt32BE(0), chunks.get('IHDR')!.readUInt32BE(4)]
  const palette = chunks.get('PLTE')!
  const rows = inflateSync(chunks.get('IDAT')!)
  const pixel = (x: number, y: number) => {
    const index = rows[y * (width + 1) + 1 + x]!
    return [...palette.subarray(index * 3, index * 3 + 3)]
  }
  return { width, height, pixel }
}

const colorsOf = (png: Buffer) => {
  const { width, height, pixel } = read(png)
  const seen = new Set<string>()
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) seen.add(pixel(x, y).join())
  return seen
}

describe('the chart of the trend', () => {
  test.each([
    ['ordinary weeks', (n: number) => (n * 7) % 9],
    ['nothing at all', () => 0],
    ['many cases', (n: number) => n * 31_337],
  ])('fits into a card: %s', async (_name, count) => {
    const png = await charts.trend(chart(count), 7_500)
    expect(png.length).toBeLessThanOrEqual(7_500)
    expect(png.toString('latin1', 1, 4)).toBe('PNG')
    expect(read(png).width).toBeGreaterThan(500)
  })

  test('shows its three series, and words', async () => {
    const colors = colorsOf(
      await charts.trend(
        chart((n) => n + 1),
        40_000,
      ),
    )
    expect([...['27,58,87', '143,184,217', '179,69,31']].filter((color) => !colors.has(color))).toEqual([])
    // Soft edges of letters: without a font there would be the plain colours alone.
    expect(colors.size).toBeGreaterThan(30)
  })

  test('is refused where it cannot be so small', async () => {
    await expect(
      charts.trend(
        chart((n) => n),
        100,
      ),
    ).rejects.toThrow('100 bytes')
  })

  test('the same figures give the same picture', async () => {
    const digest = async () =>
      createHash('sha256')
        .update(
          await charts.trend(
            chart((n) => n),
            40_000,
          ),
        )
        .digest('hex')
    expect(await digest()).toBe(await digest())
  })
})

const deletions = (count: (n: number) => number): DeletionsChart => ({
  days: Array.from({ length: 30 }, (_, n) => ({ label: `${n + 1}. sep.`, deleted: count(n) })),
  title: 'Slettede poster de siste 30 dagene',
})

describe('the chart of deletions', () => {
  test.each([
    ['ordinary nights', (n: number) => (n * 613) % 1_400],
    ['nothing at all', () => 0],
    ['one record', (n: number) => Number(n === 7)],
    ['ten billion', (n: number) => n * 344_827_586],
  ])('fits into a card: %s', async (_name, count) => {
    const png = await charts.deletions(deletions(count), 8_000)
    expect(png.length).toBeLessThanOrEqual(8_000)
    expect(png.toString('latin1', 1, 4)).toBe('PNG')
    expect(read(png).width).toBeGreaterThan(500)
  })

  test('has a bar for each day on which something was deleted, and none for the others', async () => {
    const { width, height, pixel } = read(
      await charts.deletions(
        deletions((n) => n % 2),
        40_000,
      ),
    )
    const isBar = (x: number, y: number) => pixel(x, y).join() === '27,58,87'
    // Some way up, where there are neither letters nor the axis.
    const row = Array.from({ length: width }, (_, x) => isBar(x, Math.floor(height / 2)))
    expect(row.filter((bar, x) => bar && !row[x - 1])).toHaveLength(15)
    const empty = read(
      await charts.deletions(
        deletions(() => 0),
        40_000,
      ),
    )
    const seen = Array.from({ length: empty.width }, (_, x) =>
      empty.pixel(x, Math.floor(empty.height / 2)).join(),
    )
    expect(seen).not.toContain('27,58,87')
  })

  test('is refused where it cannot be so small', async () => {
    await expect(
      charts.deletions(
        deletions((n) => n),
        100,
      ),
    ).rejects.toThrow('100 bytes')
  })
})

describe('a PNG with a palette', () => {
  test('gives back each pixel', () => {
    const rgba = Uint8Array.from([255, 0, 0, 255, 0, 128, 7, 255, 1, 2, 3, 255, 255, 255, 255, 255])
    const { width, height, pixel } = read(palettePng({ width: 2, height: 2, rgba }))
    expect([width, height, pixel(0, 0), pixel(1, 0), pixel(0, 1), pixel(1, 1)]).toEqual([
      2,
      2,
      [255, 0, 0],
      [0, 128, 7],
      [1, 2, 3],
      [255, 255, 255],
    ])
  })

  test('rounds the shades of more than 256 colours, and nothing becomes another colour', () => {
    const rgba = Uint8Array.from(
      { length: 1_000 * 4 },
      (_, at) => [at & 255, (at >> 3) & 255, 90, 255][at % 4]!,
    )
    const { pixel } = read(palettePng({ width: 1_000, height: 1, rgba }))
    for (let x = 0; x < 1_000; x += 37)
      for (const channel of [0, 1, 2])
        expect(Math.abs(pixel(x, 0)[channel]! - rgba[x * 4 + channel]!)).toBeLessThan(20)
  })
})
