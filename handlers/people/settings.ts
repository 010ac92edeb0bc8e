import { z } from 'zod'
import { findPersonSettings, savePersonSettings } from '../../db/person-settings.js'
import { readingCommands } from '../../src/domain/people/policy.js'
import { digestHours } from '../../src/domain/time/due-reminders.js'
import { refuse } from '../../src/domain/refusals.js'
import { done } from '../../src/views/done.js'
import { settingsForm } from '../../src/views/forms/settings.js'
import { languages, say } from '../../src/views/text/text.js'
import { handler } from '../context.js'

const orAuto = <Value extends string>(values: readonly Value[]) =>
  z.enum(['auto', ...values]).transform((chosen) => (chosen === 'auto' ? null : (chosen as Value)))

const Settings = z.object({
  language: orAuto(languages),
  platform: orAuto(['slack', 'teams'] as const).default(null),
  digestHour: z.coerce.number().refine((hour) => (digestHours as readonly number[]).includes(hour)),
  via: z.enum(['dm', 'mention']),
})

/** A person with a role sets how the desk writes to them: language, platform, hour, direct message or mention. */
export const changeSettings = handler({
  access: readingCommands['home.show'],
  effect: 'write',
  input: Settings,
  form: async ({ tx, draw, actor }) => settingsForm(draw, await findPersonSettings(tx, actor.id)),
  async run({ tx, actor, draw }, settings) {
    const { accounts } = await findPersonSettings(tx, actor.id)
    const isReached = settings.platform === null || accounts.includes(settings.platform)
    if (!isReached) return refuse('E_INPUT', {}, 'platform')
    await savePersonSettings(tx, actor.id, settings)
    const words = settings.language === null ? draw.say : say(settings.language)
    return { kind: 'private', view: done({ ...draw, say: words }, 'people.settings', {}) }
  },
})
