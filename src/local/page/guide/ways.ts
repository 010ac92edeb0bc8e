import type { Look, Setup, ShownMessage } from '../../web/shown.js'
import { buttonsOf } from '../../teams-cloud/card-parts.js'
import { asCardSends } from '../form/card-inputs.js'
import type { Values } from '../form/inputs.js'
import { submitOf, type OpenForm } from '../form/open-form.js'
import { directOf } from '../places.js'
import { dialogOf, messagesIn } from '../selectors.js'
import { act, currentWorld } from '../store.js'
import type { GuideAct } from './steps.js'
import { until } from './until.js'

/** How people do things in one of the looks. Each gives whether the desk took it. */
export interface Way {
  /** Where somebody gives commands. */
  placeOf(setup: Setup, person: string): string
  /** Types the command of an act, and opens its form where that takes a press. */
  give(one: GuideAct, command: string, place: string): Promise<boolean>
  send(as: string, form: OpenForm, values: Values): Promise<boolean>
  close(as: string, form: OpenForm): Promise<boolean>
}

const slack: Way = {
  placeOf: () => 'C0PRIVACY',
  give: ({ as }, command, channel) => act({ act: 'command', as, channel, text: command }),
  send: (as, { id: view }, values) => act({ act: 'submit', as, view, values }),
  close: (as, { id: view }) => act({ act: 'close', as, view }),
}

const isInvite = ({ card }: ShownMessage) =>
  card !== null && buttonsOf(card).some(({ data }) => 'msteams' in data)

/** In Teams a form is opened by a button alone: the one on the desk's answer is pressed. */
const teams: Way = {
  placeOf: (setup, person) => directOf(setup, person, 'teams'),
  async give({ as, opens }, command, channel) {
    const said = () => messagesIn(currentWorld().shown, channel, as)
    const before = new Set(said().map(({ key }) => key))
    if (!(await act({ act: 'type', as, channel, text: `rights ${command}` }))) return false
    if (opens === 'answer') return true
    const invite = await until(() => said().find((one) => !before.has(one.key) && isInvite(one)) ?? null)
    return invite !== null && act({ act: 'press', as, on: invite.key, button: 0, isOld: false })
  },
  async send(as, { id }, values) {
    const dialog = dialogOf(currentWorld().shown, as)
    if (dialog?.id !== id) return false
    const sent = asCardSends(dialog.card, values)
    return act({ act: 'send-dialog', as, dialog: id, button: submitOf(dialog.card), values: sent })
  },
  close: (as) => act({ act: 'close-dialog', as }),
}

export const ways: Readonly<Record<Look, Way>> = { slack, teams }
