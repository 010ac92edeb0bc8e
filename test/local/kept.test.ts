import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CloudState } from '../../src/local/slack-cloud/state.js'
import { keeper, readKept, type Kept } from '../../src/local/kept.js'
import { resetWorkspace } from '../../src/local/reset.js'
import { noteUse } from '../../src/local/folder-lock.js'
import { reachableFolder } from '../../src/local/postgres-binaries.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rights-desk-kept-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const kept = (aheadMs: number): Kept => ({
  version: 1,
  aheadMs,
  cloud: { count: 7, revision: 3, messages: [], ephemerals: [], homes: [] },
  reads: { U0KARI: { C0PRIVACY: 3 } },
})

test('what was touched last is there after the stop, for its owner alone', async () => {
  const path = join(folder, 'workspace.json')
  let aheadMs = 1
  const keep = keeper(path, () => kept(aheadMs))
  keep.touch()
  aheadMs = 2
  keep.touch()
  await keep.stop()
  expect(await readKept(path)).toEqual(kept(2))
  expect((await stat(path)).mode & 0o077).toBe(0)
  expect(await readdir(folder)).toEqual(['workspace.json'])
})

test.each([
  ['that is not there', null],
  ['that was cut off', '{"version":1,"cloud":'],
  ['of another form', '{"version":2}'],
])('a file %s is nothing kept', async (_name, text) => {
  const path = join(folder, 'workspace.json')
  if (text !== null) await writeFile(path, text)
  expect(await readKept(path)).toBeNull()
})

test('reset empties a workspace at rest, and leaves one that runs', async () => {
  const workspace = join(folder, '.rights-desk')
  const database = await reachableFolder(join(workspace, 'postgres'))
  const endUse = await noteUse(database)
  expect(await resetWorkspace(workspace, null)).toBe('running')
  expect(await readdir(folder)).toEqual(['.rights-desk'])
  await endUse()
  expect(await resetWorkspace(workspace, null)).toBe('empty')
  expect(await readdir(folder)).toEqual([])
  expect(await resetWorkspace(workspace, null)).toBe('empty')
})

test('a workspace keeps its id from start to start, and no other has it', () => {
  const start = () =>
    new CloudState({ id: 'T0DESK', name: 'example' }, { userId: 'U0', botId: 'B0', appId: 'A0' })
  const [first, again, other] = [start(), start(), start()]
  again.restore(first.keep())
  expect(again.workspaceId).toBe(first.workspaceId)
  expect(other.workspaceId).not.toBe(first.workspaceId)
})
