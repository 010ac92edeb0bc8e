import { useSession } from '../session.js'

type Row = Readonly<Record<string, unknown>>

interface RecordsProps {
  readonly title?: string
  readonly rows: readonly Row[]
  readonly empty?: string
}

/** Rows of a table as they lie there, one box a row. */
export function Records({ title, rows, empty }: RecordsProps) {
  const { say } = useSession()
  return (
    <section className="records">
      {title && (
        <h3>
          <code>{title}</code>
          <span>{rows.length}</span>
        </h3>
      )}
      {rows.length === 0 && <p className="note">{empty ?? say('noRows')}</p>}
      {rows.map((row, index) => (
        <dl key={String(row['id'] ?? index)}>
          {Object.entries(row).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{wordsOf(value)}</dd>
            </div>
          ))}
        </dl>
      ))}
    </section>
  )
}

const wordsOf = (value: unknown): string =>
  value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value)
