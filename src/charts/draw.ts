import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'
import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import { palettePng, type Pixels } from './palette-png.js'

const require = createRequire(import.meta.url)
const fontFiles = [
  require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  require.resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf'),
]

/** Sharp on fine screens where the size allows it; rather fewer shades at soft edges than fewer pixels. */
const tries = [2, 1.5, 1].flatMap((zoom) => [8, 3].map((bits) => ({ zoom, bits })))

/** Draws a chart as a PNG of at most `mostBytes`. Throws where it cannot be made so small. */
export async function draw(spec: TopLevelSpec, mostBytes: number): Promise<Buffer> {
  const svg = await new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG()
  for (const { zoom, bits } of tries) {
    const png = palettePng(rasterize(svg, zoom), bits)
    if (png.length <= mostBytes) return png
  }
  throw new Error(`A chart is larger than ${mostBytes} bytes`)
}

/** With our own font alone: the same picture on every machine. */
function rasterize(svg: string, zoom: number): Pixels {
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Inter' }
  const { width, height, pixels } = new Resvg(svg, { fitTo: { mode: 'zoom', value: zoom }, font }).render()
  return { width, height, rgba: pixels }
}
