import type { Setup } from '../../web/shown.js'
import { casesOf } from '../selectors.js'
import { useSession } from '../session.js'
import { useWorld } from '../store.js'

/** Which case the panels are about. */
export function CasePicker({ setup }: { readonly setup: Setup }) {
  const { shown } = useWorld()
  const { reference, language, choose, say } = useSession()
  return (
    <label className="picker">
      <span>{say('pickCase')}</span>
      <select value={reference ?? ''} onChange={(event) => choose({ reference: event.target.value || null })}>
        <option value="">{say('choose')}</option>
        {casesOf(shown).map((one) => (
          <option key={one.reference} value={one.reference}>
            {one.reference} · {setup.words[one.status]?.[language]}
          </option>
        ))}
      </select>
    </label>
  )
}
