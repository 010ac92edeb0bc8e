import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { arch, platform } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { withFolderLock } from '../../src/local/folder-lock.js'
import { packageRoot } from '../../src/local/web/page-files.js'

const args = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none']

/** Where systems keep a browser; on Linux x64 the one from npm comes first, so that pictures are alike everywhere. */
const installed = [
  process.env['CHROME_PATH'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
].find((path) => path !== '' && existsSync(path))
const isInNpm = platform() === 'linux' && arch() === 'x64'

/** False where a browser test is left out: there is no browser, and nobody promised one. */
export const hasBrowser = isInNpm || installed !== undefined || process.env['CI'] !== undefined
if (!hasBrowser)
  process.stderr.write('Browser tests are left out: install Chrome, or set CHROME_PATH to a Chromium.\n')

/** Chromium, headless. */
export async function openBrowser(): Promise<Browser> {
  const isNamed = process.env['CHROME_PATH'] !== undefined
  if (isInNpm && !isNamed) return launchFromNpm()
  if (installed === undefined)
    throw new Error('No browser: install Chrome, or set CHROME_PATH to a Chromium.')
  return chromium.launch({ executablePath: installed, args })
}

/**
 * The package unpacks itself into the temporary folder, with libraries that a bare system lacks; it takes whatever
 * lies there already, so the folder is named by its version, and one process at a time looks.
 */
async function launchFromNpm(): Promise<Browser> {
  const home = join(packageRoot(), 'node_modules')
  const about = await readFile(join(home, '@sparticuz/chromium/package.json'), 'utf8')
  const { version } = JSON.parse(about) as { version: string }
  const folder = join(home, '.cache', `chromium-${version}`)
  await mkdir(folder, { recursive: true })
  const before = { ...process.env }
  try {
    Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' })
    const executablePath = await withFolderLock(folder, async () => {
      const { default: packed } = await import('@sparticuz/chromium')
      return packed.executablePath()
    })
    // Of what it set, only the way to its libraries is wanted: it knows no fonts of the system.
    const libraries = process.env['LD_LIBRARY_PATH']
    const env = { ...before, ...(libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries }) }
    return await chromium.launch({ executablePath, env, args: [...args, '--headless=shell'] })
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}
