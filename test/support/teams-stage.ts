import type { CloudMessage, CloudView, Json } from '../../src/local/slack-cloud/state.js'
import type { Person, Seen } from '../../src/local/slack-cloud/person.js'
import type { Filled } from '../../src/local/teams-cloud/fill.js'
import { buttonsOf } from '../../src/local/teams-cloud/cards.js'
import type { Fault as TeamsFault } from '../../src/local/teams-cloud/server.js'
import type { TeamsPerson, TeamsSeen } from '../../src/local/teams-cloud/person.js'
import type { TeamsDialog, TeamsMessage } from '../../src/local/teams-cloud/state.js'
import { samplePeople } from '../../src/local/sample-people.js'
import { onCallChannel as onCallInSlack, type DeskWorld } from './desk-world.js'
import { teamsDesk, type TeamsDesk } from './teams-desk.js'
import { directoryId, onCallChannel, privacyChannel } from './teams-people.js'

/*
 * Teams told in the words of the Slack stories: the same acts by the same people, typed in the privacy channel,
 * answered in the personal chat, with forms opened by the button that Teams needs. What was shown is put into the
 * shape that the stories read; nothing is left out of it.
 */

/** Ids of the sample people in the stories are those of Slack. */
const inTeams = (text: string) =>
  samplePeople.reduce((words, { userId }) => words.replaceAll(userId, directoryId(userId)), text)

function linesOf(part: unknown, blocks: Json[]): void {
  if (Array.isArray(part)) return part.forEach((one) => linesOf(one, blocks))
  if (typeof part !== 'object' || part === null) return
  const { type, id, label, choices, text, data } = part as Json
  const kind = String(type)
  if (kind.startsWith('Input.'))
    blocks.push({ type: 'input', block_id: id, element: { options: choices ?? [] }, label: { text: label } })
  else if (typeof text === 'string') blocks.push({ type: 'section', text: { text } })
  if (kind === 'Action.Execute' || kind === 'Action.Submit') {
    const { action } = (data as { desk: { action: string } }).desk
    const element = {
      type: 'button',
      action_id: `${action}#${blocks.length}`,
      text: { text: (part as Json)['title'] },
    }
    blocks.push({ type: 'actions', elements: [element] })
  }
  for (const [name, value] of Object.entries(part))
    if (!['data', 'fallback', 'choices', 'msteams'].includes(name)) linesOf(value, blocks)
}

function blocksOf(card: Json | null): Json[] {
  const blocks: Json[] = []
  linesOf(card, blocks)
  return blocks
}

/** The message that stands under each field; under `''` those above all. */
function errorsOf({ card }: TeamsDialog): Record<string, string> {
  const errors: Record<string, string> = {}
  let field = ''
  for (const part of (card['body'] ?? []) as Json[]) {
    if (String(part['type']).startsWith('Input.')) field = String(part['id'])
    const [run] = (part['inlines'] ?? []) as Json[]
    if (run?.['color'] === 'attention') errors[field] = String(run['text'])
  }
  return errors
}

const messages = new WeakMap<CloudMessage, TeamsMessage>()
const dialogs = new WeakMap<CloudView, TeamsDialog>()

function messageOf(message: TeamsMessage, onlyFor: string | null): CloudMessage {
  const made: CloudMessage = {
    channel: message.conversation,
    ts: message.id,
    userId: 'U0BOT',
    text: message.card ? message.summary : message.text,
    blocks: blocksOf(message.card),
    onlyFor,
    isEdited: message.isEdited,
    revision: 0,
  }
  messages.set(made, message)
  return made
}

function viewOf(dialog: TeamsDialog | null): CloudView | null {
  if (!dialog) return null
  const blocks = [{ type: 'section', text: { text: dialog.title } }, ...blocksOf(dialog.card)]
  const made: CloudView = {
    id: 'dialog',
    hash: '',
    userId: dialog.userId,
    type: 'modal',
    content: { blocks },
    errors: errorsOf(dialog),
    under: [],
  }
  dialogs.set(made, dialog)
  return made
}

export class StagePerson {
  constructor(
    readonly userId: string,
    readonly person: TeamsPerson,
  ) {}

  modal = () => viewOf(this.person.dialog())
  close = () => this.person.close()

  async command(text: string): Promise<Seen> {
    const seen = await this.person.type(`rights ${inTeams(text)}`, privacyChannel)
    const asked = seen.messages.find(({ card }) => card && isInvite(card))
    return this.#seen(asked ? await this.person.press(asked, 'Open the form') : seen)
  }

  async click(target: CloudMessage | CloudView, button: string): Promise<Seen> {
    const found = 'ts' in target ? messages.get(target)! : dialogs.get(target)!
    return this.#seen(await this.person.press(found, button.replace(/#\d+$/u, '')))
  }

  /** Writes in a channel. */
  say(text: string): CloudMessage {
    return { text } as CloudMessage
  }

  async shortcut({ text }: CloudMessage): Promise<Seen> {
    return this.#seen(await this.person.extension(text))
  }

  /** Sends a form whose token is another text. */
  async forge(view: CloudView, token: string, filled: Filled): Promise<Seen> {
    const dialog = dialogs.get(view)!
    const card = JSON.parse(
      JSON.stringify(dialog.card, (name, value: unknown) => (name === 'token' ? token : value)),
    ) as Json
    return this.#seen(await this.person.submit({ ...dialog, card }, filled))
  }

  async submit(view: CloudView, filled: Filled = {}): Promise<Seen> {
    const values = Object.fromEntries(
      Object.entries(filled).map(([name, value]) => [
        name,
        typeof value === 'string' ? inTeams(value) : value,
      ]),
    )
    return this.#seen(await this.person.submit(dialogs.get(view)!, values))
  }

  /** A refusal that stands on the pressed card is shown to this person alone. */
  #seen({ status, ms, messages: shown, note, dialog }: TeamsSeen): Seen {
    const told = note?.isRefusal
      ? [
          {
            id: 'note',
            conversation: '',
            from: null,
            text: note.words,
            summary: '',
            card: null,
            isEdited: false,
            sentAtMs: 0,
            revision: 0,
          },
        ]
      : []
    return {
      status,
      ack: null,
      ms,
      ephemerals: [...told, ...shown].map((message) => messageOf(message, this.userId)),
      modal: viewOf(dialog),
      home: null,
    }
  }
}

/** A card that only asks to open a form. */
const isInvite = (card: Json) => {
  const buttons = buttonsOf(card)
  return buttons.length === 1 && buttons[0]!.title === 'Open the form'
}

/** The stories name the privacy and the on-call channel, and by `D…` the chat of a person with the bot. */
function conversationOf({ cloud }: TeamsDesk, channel: string): string {
  if (channel === onCallInSlack) return onCallChannel
  return channel.startsWith('D')
    ? cloud.state.personal(directoryId(`U${channel.slice(1)}`)).id
    : privacyChannel
}

/** What the stories call by its name in Slack. */
const routes: Readonly<Record<string, string>> = {
  'chat.postMessage': 'POST activities',
  'chat.update': 'PUT activities',
}

/** The desk in Teams for the stories of Slack. */
export async function teamsStage(...given: Parameters<typeof teamsDesk>): Promise<DeskWorld> {
  const desk: TeamsDesk = await teamsDesk(...given)
  const cloud = {
    person: (userId: string) =>
      new StagePerson(userId, desk.person(directoryId(userId))) as unknown as Person,
    messages: (channel: string) =>
      desk.cloud
        .messages(conversationOf(desk, channel))
        .flatMap((one) => (one.from === null && one.card ? [messageOf(one, null)] : [])),
    state: desk.cloud.state,
    fail: (name: string, fault: TeamsFault) => desk.cloud.fail(routes[name] ?? name, fault),
  }
  return { ...desk, cloud } as unknown as DeskWorld
}
