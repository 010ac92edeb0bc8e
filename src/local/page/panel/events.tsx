import type { PanelEvent, Panels, Setup } from '../../web/shown.js'
import { useSession } from '../session.js'
import { Icon } from '../shell/icon.js'
import { CasePicker } from './case-picker.js'

interface EventsProps {
  readonly setup: Setup
  readonly panels: Panels
  readonly onVerify: () => void
}

/** The chain of a case, and whether the whole chain is as it was written. */
export function Events({ setup, panels, onVerify }: EventsProps) {
  const { reference, say } = useSession()
  const { verdict } = panels
  return (
    <>
      <div className="verdict" data-ok={verdict.ok} role="status">
        <Icon name={verdict.ok ? 'check' : 'alert'} />
        <p>
          {verdict.ok
            ? say('chainOk', { n: verdict.count })
            : say('chainBroken', { n: verdict.seq, why: verdict.why })}
          {verdict.ok && <code title={verdict.head}>{verdict.head.slice(0, 16)}…</code>}
        </p>
        <button type="button" className="quiet" onClick={onVerify}>
          {say('verifyAgain')}
        </button>
      </div>
      <CasePicker setup={setup} />
      {!reference && <p className="note">{say('noCase')}</p>}
      <ol className="chain">
        {panels.events.map((event) => (
          <Event key={event.seq} event={event} />
        ))}
      </ol>
    </>
  )
}

function Event({ event }: { readonly event: PanelEvent }) {
  const { language, say } = useSession()
  const at = new Date(event.at).toLocaleString(language === 'nb' ? 'nb-NO' : 'en-GB', {
    timeZone: 'Europe/Oslo',
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  const fields = Object.entries(event.fields)
  return (
    <li>
      <p className="event-head">
        <code>{event.type}</code>
        <span>#{event.seq}</span>
      </p>
      <p className="event-by">
        {event.actor} · {at}
      </p>
      <details>
        <summary>{say('details')}</summary>
        <dl>
          {fields.map(([name, value]) => (
            <Pair key={name} name={name} value={JSON.stringify(value)} />
          ))}
          <Pair name={say('hash')} value={event.hash} />
          <Pair name={say('previous')} value={event.prevHash} />
        </dl>
      </details>
    </li>
  )
}

function Pair({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
