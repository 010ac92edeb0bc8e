import { isMap, isScalar, type Document, type LineCounter, type Node, type YAMLMap } from 'yaml'

export type Path = readonly PropertyKey[]

/** One mistake in the file, in words for whoever wrote it. Never holds a value that stands in the file. */
export interface Problem {
  /** `error`: the map is not used. `note`: it is, and this is worth knowing. */
  readonly level: 'error' | 'note'
  /** From 1; 0 where it is about the whole file. */
  readonly line: number
  /** Where in the file, e.g. `dataset.0.collections.1.fields.0.name`. */
  readonly path: string
  readonly sentence: string
}

/** What was found before its line is known. */
export interface Finding {
  readonly level: Problem['level']
  readonly path: Path
  readonly sentence: string
}

/** Puts lines to findings: the line of the key, or of the nearest thing above it that is in the file. */
export function withLines(findings: readonly Finding[], doc: Document, lines: LineCounter): Problem[] {
  return findings
    .map(({ level, path, sentence }) => ({
      level,
      line: lineOf(doc, lines, path),
      path: path.join('.'),
      sentence,
    }))
    .toSorted((a, b) => a.line - b.line)
}

function lineOf(doc: Document, lines: LineCounter, path: Path): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const offset = offsetOf(doc, path.slice(0, depth))
    if (offset !== null) return lines.linePos(offset).line
  }
  return doc.contents?.range ? lines.linePos(doc.contents.range[0]).line : 0
}

/** Where the key stands in a map, or the value in a list. */
function offsetOf(doc: Document, path: Path): number | null {
  const parent: unknown = path.length === 1 ? doc.contents : doc.getIn(path.slice(0, -1), true)
  const found = isMap(parent) ? keyIn(parent, path.at(-1)) : doc.getIn(path, true)
  return (found as Node | undefined)?.range?.[0] ?? null
}

const keyIn = (map: YAMLMap, name: unknown): unknown =>
  map.items.find(({ key }) => isScalar(key) && key.value === name)?.key
