import type { Field, Form } from '../../chat/form.js'
import { digestHours } from '../../domain/time/due-reminders.js'
import type { Drawing } from '../drawing.js'
import { languages } from '../text/text.js'
import { options, plainForm } from './parts.js'

/** How a person is written to now, and the platforms on which they are reached. */
export interface ShownSettings {
  readonly language: 'nb' | 'en' | null
  readonly platform: 'slack' | 'teams' | null
  readonly digestHour: number | null
  readonly via: 'dm' | 'mention'
  readonly accounts: readonly ('slack' | 'teams')[]
}

const usualHour = 9

/** What a person sets of how the desk writes to them. Which platform is asked of those alone who are on both. */
export function settingsForm(d: Drawing, settings: ShownSettings): Form {
  const { say } = d
  const { language, digestHour, via, accounts } = settings
  const fields: readonly Field[] = [
    {
      kind: 'choice',
      name: 'language',
      label: say('field.my_language'),
      options: options(['auto', ...languages] as const, (value) => say(`setting_language.${value}`)),
      initial: language ?? 'auto',
    },
    ...(accounts.length > 1 ? [platformField(d, settings)] : []),
    {
      kind: 'choice',
      name: 'digestHour',
      label: say('field.digest_hour'),
      hint: say('field.digest_hour_hint'),
      options: options(digestHours.map(String), (hour) => say('setting_hour', { hour: Number(hour) })),
      initial: String(digestHour ?? usualHour),
    },
    {
      kind: 'choice',
      name: 'via',
      label: say('field.via'),
      hint: say('field.via_hint'),
      options: options(['dm', 'mention'] as const, (value) => say(`setting_via.${value}`)),
      initial: via,
    },
  ]
  return plainForm(d, 'people.settings', 'form.settings', fields)
}

function platformField({ say }: Drawing, { platform }: ShownSettings): Field {
  return {
    kind: 'choice',
    name: 'platform',
    label: say('field.my_platform'),
    options: options(['auto', 'slack', 'teams'] as const, (value) => say(`setting_platform.${value}`)),
    initial: platform ?? 'auto',
  }
}
