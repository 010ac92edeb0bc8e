import { rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Stands in the folder of a workspace while its sample people and requests are made. */
const noteIn = (folder: string) => join(folder, 'filling')

let filling: Promise<unknown> = Promise.resolve()

/** Waits while this process fills a workspace: half of it is not to be shown. */
export async function whenFilled(): Promise<void> {
  await filling
}

/** Notes that a workspace is being filled until that is done. A process that ends in the middle leaves the note. */
export async function whileFilling(folder: string, fill: () => Promise<void>): Promise<void> {
  const filled = writeFile(noteIn(folder), '').then(fill)
  filling = filled.catch(() => undefined)
  await filled
  await rm(noteIn(folder))
}

/** Whether a start ended before the workspace was filled: half of it is of no use to anybody. */
export const isHalfFilled = (folder: string): Promise<boolean> =>
  stat(noteIn(folder)).then(
    () => true,
    () => false,
  )
