import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { commands } from '../../handlers/commands.js'
import { teamsFiles } from '../../manifest/generate.js'
import { shownVerbs } from '../../manifest/teams.js'
import { zip } from '../../manifest/zip.js'
import schema from '../fixtures/schemas/teams-manifest.schema.json' with { type: 'json' }

const { $schema: _draft, ...rest } = schema
const ajv = new Ajv({ strict: false, allErrors: true })
addFormats.default(ajv)
const isValid = ajv.compile(rest)

const appId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
const files = teamsFiles(appId)
const manifest = JSON.parse(files['manifest.json']!.toString()) as Record<string, unknown> & {
  bots: { botId: string; commandLists: { commands: { title: string; description: string }[] }[] }[]
}

describe('the manifest for Teams', () => {
  test('is valid by the schema of the version that it names', () => {
    isValid(manifest)
    expect(isValid.errors).toBeNull()
    expect(manifest['manifestVersion']).toBe(schema.properties.manifestVersion.const)
  })

  test('the schema refuses what is wrong', () => {
    expect(isValid({ ...manifest, name: { short: 'x'.repeat(31), full: 'x' } })).toBe(false)
    expect(isValid({ ...manifest, surprise: true })).toBe(false)
  })

  test('asks for no permission, no message history and no sign-in', () => {
    for (const name of ['permissions', 'authorization', 'webApplicationInfo', 'devicePermissions'])
      expect(manifest).not.toHaveProperty(name)
  })

  test('shows commands of the command table, each with what it does', () => {
    const shown = manifest.bots[0]!.commandLists[0]!.commands
    expect(shown.map(({ title }) => title.split(' ')[1])).toEqual([...shownVerbs])
    const verbs = commands.map(({ verb }) => verb)
    expect(shownVerbs.filter((verb) => !verbs.includes(verb))).toEqual([])
    for (const { title, description } of shown) {
      expect(title).toMatch(/^rights /u)
      expect(description.length).toBeGreaterThan(5)
    }
  })

  test('names the app registration that it is made for', () => {
    expect([manifest['id'], manifest.bots[0]!.botId]).toEqual([appId, appId])
  })

  test('the files that are kept are up to date: run `npm run manifest`', () => {
    for (const [name, data] of Object.entries(teamsFiles())) {
      const kept = readFileSync(new URL(`../../manifest/teams/${name}`, import.meta.url))
      if (name.endsWith('.json')) expect(JSON.parse(kept.toString())).toEqual(JSON.parse(data.toString()))
      else expect(kept.equals(data)).toBe(true)
    }
  })
})

/** Size and pixels of a PNG as this generator writes them: one IDAT, no filters. */
function readPng(png: Buffer) {
  const size = png.readUInt32BE(16)
  const at = png.indexOf('IDAT')
  const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
  const pixel = (x: number, y: number) => [...rows.subarray(y * (size * 4 + 1) + 1 + x * 4).subarray(0, 4)]
  return { width: size, height: png.readUInt32BE(20), pixel }
}

describe('the icons', () => {
  test('the coloured one has 192 × 192 pixels, and none of them is transparent', () => {
    const { width, height, pixel } = readPng(files['color.png']!)
    expect([width, height]).toEqual([192, 192])
    expect(pixel(0, 0)).toEqual([27, 58, 87, 255])
    expect(pixel(96, 23)).toEqual([255, 255, 255, 255])
  })

  test('the outline has 32 × 32 pixels, white on nothing', () => {
    const { width, height, pixel } = readPng(files['outline.png']!)
    expect([width, height]).toEqual([32, 32])
    expect(pixel(0, 0)).toEqual([255, 255, 255, 0])
    const all = Array.from({ length: 1_024 }, (_none, index) => pixel(index % 32, Math.floor(index / 32)))
    expect(all.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true)
    expect(all.some(([, , , alpha]) => alpha === 255)).toBe(true)
  })
})

test('the archive holds the three files, at its top', () => {
  const archive = zip(files)
  const names: string[] = []
  for (let at = 0; archive.readUInt32LE(at) === 0x04_03_4b_50;) {
    const [size, length] = [archive.readUInt32LE(at + 18), archive.readUInt16LE(at + 26)]
    const name = archive.subarray(at + 30, at + 30 + length).toString()
    names.push(name)
    expect(archive.subarray(at + 30 + length, at + 30 + length + size).equals(files[name]!)).toBe(true)
    at += 30 + length + size
  }
  expect(names).toEqual(['manifest.json', 'color.png', 'outline.png'])
  // The end of the directory says how many there are.
  expect(archive.readUInt16LE(archive.length - 12)).toBe(3)
})
