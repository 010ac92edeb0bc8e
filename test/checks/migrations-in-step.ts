import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

/** Fails when the tables in `db/schema` are not what the migrations make: somebody forgot `npm run migrations`. */
const folder = mkdtempSync(join(tmpdir(), 'rights-desk-migrations-'))
try {
  cpSync('db/migrations', folder, { recursive: true })
  const before = readdirSync(folder).length
  const args = ['drizzle-kit', 'generate', '--dialect', 'postgresql', '--schema', './db/schema/*.ts']
  const out = execFileSync('npx', ['--no', ...args, '--out', relative('.', folder)], { encoding: 'utf8' })
  if (readdirSync(folder).length !== before || !out.includes('No schema changes')) {
    process.stderr.write(
      'The migrations lack a change of db/schema: run npm run migrations -- --name what_it_does\n',
    )
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
