import { useEffect, type ReactNode } from 'react'
import type { Setup } from '../../web/shown.js'
import { Guide } from '../guide/guide.js'
import { useSession, type Tab, type Word } from '../session.js'
import { Icon } from '../shell/icon.js'
import { CasePicker } from './case-picker.js'
import { Events } from './events.js'
import { Records } from './records.js'
import { Stores } from './stores.js'
import { usePanels } from './use-panels.js'

const tabs: Readonly<Record<Tab, Word>> = {
  guide: 'tabGuide',
  events: 'tabEvents',
  rows: 'tabRows',
  outbox: 'tabOutbox',
  jobs: 'tabJobs',
  stores: 'tabStores',
}
const names = Object.keys(tabs) as readonly Tab[]

/** The tour, and what lies behind the page. */
export function Panel({ setup, tab }: { readonly setup: Setup; readonly tab: Tab }) {
  const { choose, say } = useSession()
  useEffect(() => {
    document.getElementById(`tab-${tab}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [tab])
  const move = (by: number) => {
    const next = names[(names.indexOf(tab) + by + names.length) % names.length]!
    choose({ tab: next })
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <aside className="panel" aria-label={say('behind')}>
      <header>
        <div
          role="tablist"
          aria-label={say('behind')}
          onKeyDown={({ key }) => (key === 'ArrowRight' ? move(1) : key === 'ArrowLeft' && move(-1))}
        >
          {names.map((one) => (
            <button
              key={one}
              id={`tab-${one}`}
              type="button"
              role="tab"
              aria-selected={one === tab}
              aria-controls="panel-body"
              tabIndex={one === tab ? 0 : -1}
              onClick={() => choose({ tab: one })}
            >
              {say(tabs[one])}
            </button>
          ))}
        </div>
        <button
          type="button"
          className="tool"
          aria-label={say('closePanel')}
          onClick={() => choose({ tab: null })}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="panel-body" id="panel-body" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {tab === 'guide' ? <Guide setup={setup} /> : <Behind tab={tab} setup={setup} />}
      </div>
    </aside>
  )
}

interface BehindProps {
  readonly setup: Setup
  readonly tab: Exclude<Tab, 'guide'>
}

function Behind({ setup, tab }: BehindProps) {
  const { reference, say } = useSession()
  const { panels, verify } = usePanels()
  if (!panels) return <p className="note">{say('loading')}</p>
  const views: Readonly<Record<typeof tab, () => ReactNode>> = {
    events: () => <Events setup={setup} panels={panels} onVerify={verify} />,
    rows: () => (
      <>
        <CasePicker setup={setup} />
        <p className="note">{say(reference ? 'rowsNote' : 'noCase')}</p>
        {panels.tables.map(({ table, rows }) => (
          <Records key={table} title={table} rows={rows} />
        ))}
      </>
    ),
    outbox: () => (
      <>
        <Records title={say('complaints')} rows={panels.complaints} empty={say('complaintsNone')} />
        <Records title={say('outboxRows')} rows={panels.outbox} empty={say('outboxEmpty')} />
      </>
    ),
    jobs: () => <Records rows={panels.jobs} empty={say('jobsEmpty')} />,
    stores: () => <Stores stores={panels.stores} />,
  }
  return views[tab]()
}
