import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whenFilled, whileFilling } from '../../src/local/filling.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rights-desk-filling-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a page waits until the workspace is filled, and no longer', async () => {
  const order: string[] = []
  let waiting: Promise<unknown> | null = null
  await whileFilling(folder, async () => {
    waiting = whenFilled().then(() => order.push('shown'))
    await setImmediate()
    order.push('filled')
  })
  await waiting
  expect(order).toEqual(['filled', 'shown'])
  await whenFilled()
})
