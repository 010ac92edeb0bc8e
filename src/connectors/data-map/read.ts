import { createHash } from 'node:crypto'
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { DataMap } from '../../domain/data-map/types.js'
import { variablesOf } from '../settings.js'
import { systemsOf } from './build.js'
import { withLines, type Finding, type Problem } from './problems.js'
import { mistakes } from './rules.js'
import { DataMapInFile } from './schema.js'
import { takeUnknownKeys } from './unknown-keys.js'

/** What came of reading a data map: the map when there is no error, and everything worth saying either way. */
export interface ReadMap {
  readonly map: DataMap | null
  readonly problems: readonly Problem[]
  /** Environment variables that the map refers to, each once. */
  readonly variables: readonly string[]
}

/** Reads the text of a data map. Never throws for what stands in it; explains every mistake with its line. */
export function readDataMap(text: string): ReadMap {
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (doc.errors.length > 0) {
    const problems = doc.errors.map(({ pos, code }) => ({
      level: 'error' as const,
      line: lines.linePos(pos[0]).line,
      path: '',
      sentence: `This is not YAML (${code.toLowerCase().replaceAll('_', ' ')}).`,
    }))
    return { map: null, problems, variables: [] }
  }
  const { systems, findings, variables } = check(doc.toJS() as unknown)
  const problems = withLines(findings, doc, lines)
  const isRight = problems.every(({ level }) => level !== 'error')
  const hash = `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`
  return { map: isRight ? { systems, hash } : null, problems, variables }
}

function check(value: unknown): Pick<DataMap, 'systems'> & { findings: Finding[]; variables: string[] } {
  const first = DataMapInFile.safeParse(value)
  const unknown = first.success ? [] : takeUnknownKeys(value, first.error.issues)
  const found = unknown.length > 0 ? DataMapInFile.safeParse(value) : first
  if (!found.success)
    return { systems: [], findings: [...unknown, ...found.error.issues.map(explain)], variables: [] }
  const { dataset } = found.data
  const systems = systemsOf(dataset)
  return {
    systems,
    findings: [...unknown, ...mistakes(dataset, systems)],
    variables: [...new Set(dataset.flatMap((one) => variablesOf(one.meta?.rights_desk?.connection)))],
  }
}

function explain(issue: z.core.$ZodIssue): Finding {
  const name = String(issue.path.findLast((step) => typeof step === 'string') ?? 'the file')
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  const sentence = isMissing ? `${name} is missing.` : `${name}: ${issue.message}.`
  return { level: 'error', path: issue.path, sentence }
}
