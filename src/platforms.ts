import {
  findConversation,
  findPersonalConversation,
  removeConversation,
  saveConversation,
} from '../db/conversations.js'
import { noteAnswer } from '../db/answers.js'
import type { Database } from '../db/client.js'
import type { Parts } from '../handlers/arrival.js'
import { dispatcher } from '../handlers/dispatch.js'
import { drawer } from '../handlers/drawer.js'
import { handlers, isAction } from '../handlers/index.js'
import type { Ports } from './chat/port.js'
import type { ProductionConfig } from './config.js'
import type { TeamsSettings } from './config-teams.js'
import { refuse } from './domain/refusals.js'
import { slack, type SlackAdapter } from './slack/app.js'
import type { TeamsAdapterPart, TeamsOptions } from './teams/app.js'
import { refusalView } from './views/refusal.js'
import type { Routes } from './web/server.js'

/** Every platform that the desk is connected to. */
export interface Platforms {
  readonly ports: Ports
  readonly routes: Routes
  start(): Promise<void>
  /** Takes nothing more, and waits for what was taken. */
  stop(): Promise<void>
}

type Settings = Pick<ProductionConfig, 'slack' | 'teams' | 'privacyChannel' | 'mirrors'>

/** Connects to the platforms that are set up. The code of Teams is loaded only where Teams is. */
export async function startPlatforms(settings: Settings, parts: Parts): Promise<Platforms> {
  const inSlack = settings.slack ? await startSlack(settings.slack, parts) : null
  const inTeams = settings.teams ? await startTeams(settings.teams, settings, parts) : null
  return {
    ports: { ...(inSlack ? { slack: inSlack.port } : {}), ...(inTeams ? { teams: inTeams.port } : {}) },
    routes: {
      ...(inSlack ? { 'POST /slack/events': inSlack.listener } : {}),
      ...(inTeams ? { 'POST /api/messages': inTeams.listener } : {}),
    },
    start: async () => inSlack?.start(),
    async stop() {
      await inSlack?.stop()
      await inTeams?.idle()
    },
  }
}

const draw = (parts: Parts) => drawer(parts, null).draw
const refused = (parts: Parts, code: 'E_UNAVAILABLE' | 'E_SHARED_CHANNEL') =>
  refusalView(draw(parts), refuse(code))

function startSlack(settings: NonNullable<Settings['slack']>, parts: Parts): Promise<SlackAdapter> {
  const { signingSecret, botToken, appToken, apiUrl, teamId } = settings
  return slack({
    signingSecret: signingSecret.reveal(),
    botToken: botToken.reveal(),
    ...(appToken ? { appToken: appToken.reveal() } : {}),
    ...(apiUrl ? { apiUrl } : {}),
    teamId,
    dispatch: dispatcher(parts),
    clock: parts.clock,
    log: parts.log,
    apology: () => refused(parts, 'E_UNAVAILABLE').summary.words,
    sharedChannel: () => refused(parts, 'E_SHARED_CHANNEL'),
  })
}

async function startTeams(
  { appId, appPassword, tenant, cloud, cloudUrl }: TeamsSettings,
  { privacyChannel: first, mirrors }: Settings,
  parts: Parts,
): Promise<TeamsAdapterPart> {
  const { teams } = await import('./teams/app.js')
  return teams({
    appId,
    appPassword: appPassword.reveal(),
    tenant,
    cloud,
    ...(cloudUrl ? { cloudUrl } : {}),
    privacyChannel: [first, ...mirrors].find(({ platform }) => platform === 'teams')?.channel ?? null,
    ...teamsParts(parts),
  })
}

/** What the desk gives to its side in Teams. */
export function teamsParts(
  parts: Parts,
): Omit<TeamsOptions, 'appId' | 'appPassword' | 'tenant' | 'cloud' | 'cloudUrl' | 'privacyChannel'> {
  return {
    dispatch: dispatcher(parts),
    conversations: conversationsIn(parts.db),
    noteAnswer: (at, isDetails) =>
      noteAnswer(parts.db, { platform: 'teams', ...at }, isDetails, parts.clock()),
    opensForm: (action) => isAction(action) && handlers[action].form !== undefined,
    clock: parts.clock,
    log: parts.log,
    phrases: () => {
      const { say } = draw(parts)
      return {
        answeredPrivately: say('teams.answered_privately').words,
        addTheApp: say('teams.add_the_app').words,
        openForm: say('teams.open_form').words,
        done: say('teams.done').words,
      }
    },
    apology: () => refused(parts, 'E_UNAVAILABLE').summary.words,
    sharedChannel: () => refused(parts, 'E_SHARED_CHANNEL'),
  }
}

const conversationsIn = (db: Database): TeamsOptions['conversations'] => ({
  save: (conversation) => saveConversation(db, conversation),
  find: (id) => findConversation(db, id),
  findPersonal: (userId) => findPersonalConversation(db, userId),
  remove: (id) => removeConversation(db, id),
})
