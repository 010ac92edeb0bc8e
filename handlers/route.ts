import { parse, usage, usages } from '../src/chat/grammar.js'
import type { Interaction } from '../src/chat/interaction.js'
import type { Tokens } from '../src/chat/token.js'
import { refuse, type Refusal } from '../src/domain/refusals.js'
import { commands } from './commands.js'
import type { Call, Given } from './context.js'
import { isAction, type ActionName } from './index.js'

/** Which handler an interaction is for, with what was given to it. */
export interface Route {
  readonly action: ActionName
  readonly given: Given
  readonly call: Call
}

/** Finds the handler of an interaction, or says why there is none. Looks nothing up. */
export function route(interaction: Interaction, tokens: Tokens): Route | Refusal {
  switch (interaction.kind) {
    case 'command':
      return routeWords(interaction.text)
    case 'action':
      return routeSigned(tokens, interaction.action, interaction.token, 'click', {})
    case 'form':
      return routeSigned(tokens, interaction.action, interaction.token, 'form', interaction.fields)
    case 'shortcut':
      return isAction(interaction.action)
        ? {
            action: interaction.action,
            given: { text: interaction.text, fromMessage: true },
            call: { by: 'shortcut' },
          }
        : refuse('E_FORGED')
    case 'home':
      return { action: 'home', given: { page: interaction.page }, call: { by: 'home' } }
    case 'account':
      return { action: 'account.changed', given: { ...interaction.account }, call: { by: 'account' } }
  }
}

function routeWords(text: string): Route | Refusal {
  const parsed = parse(text, commands)
  switch (parsed.kind) {
    case 'empty':
      return { action: 'help', given: {}, call: { by: 'command' } }
    case 'unknown':
      return refuse('E_UNKNOWN_COMMAND', parsed.nearest ? { nearest: usage(parsed.nearest) } : {})
    case 'wrong':
      return refuse('E_INPUT', {
        usage: usages(parsed, commands),
        problem: parsed.problem,
        argument: parsed.argument ?? '',
      })
    case 'command': {
      const { reference } = parsed.fields
      return {
        action: parsed.spec.action,
        given: parsed.fields,
        call: { by: 'command', ...(reference ? { reference } : {}) },
      }
    }
  }
}

/** A button or form counts only with a token that we made for this very command. */
function routeSigned(
  tokens: Tokens,
  action: string,
  token: string,
  by: 'click' | 'form',
  fields: Given,
): Route | Refusal {
  const subject = tokens.read(token)
  if (!subject || subject.action !== action || !isAction(action)) return refuse('E_FORGED')
  const { reference, version, extra } = subject
  return {
    action,
    given: { ...fields, ...(reference ? { reference } : {}), ...(extra ? { extra } : {}) },
    call: { by, ...(reference ? { reference } : {}), ...(version === undefined ? {} : { version }) },
  }
}
