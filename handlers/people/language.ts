import { z } from 'zod'
import { saveLanguage } from '../../db/people.js'
import { languages, say } from '../../src/views/text/text.js'
import { help } from '../../src/views/help.js'
import { handler } from '../context.js'
import { readingCommands } from '../../src/domain/people/policy.js'

/** A person with a role chooses the language that the desk speaks to them; the answer is in it. */
export const chooseLanguage = handler({
  access: readingCommands['home.show'],
  effect: 'write',
  input: z.object({ language: z.enum(languages) }),
  async run({ tx, actor, draw, mayType }, { language }) {
    await saveLanguage(tx, actor.id, language)
    return { kind: 'private', view: help({ ...draw, say: say(language) }, mayType()) }
  },
})
