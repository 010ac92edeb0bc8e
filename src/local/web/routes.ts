import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { findCase } from '../../../db/cases.js'
import type { Reference } from '../../domain/case/types.js'
import { caseDates } from '../../domain/time/deadlines.js'
import type { RunningDesk } from '../../wire.js'
import type { Complaint } from '../complaints.js'
import { whenFilled } from '../filling.js'
import type { MovingClock } from '../moving-clock.js'
import { plainName } from '../sample-tenant.js'
import type { Chats } from './chats.js'
import { NotPossible } from './not-possible.js'
import { PageAct, perform, type Reads } from './acts.js'
import { instantOf } from './clock-moves.js'
import type { Feed } from './feed.js'
import { fromOurPage, givingSecret, onLoopback } from './guard.js'
import type { PageFile } from './page-files.js'
import { readPanels } from './panels.js'
import { setupOf } from './setup.js'
import { clockMoves, type Panels, type ShownStores } from './shown.js'
import { readStores } from './stores.js'

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

/** What the routes of the page reach. */
export interface Workspace extends Chats {
  readonly desk: Pick<RunningDesk, 'db' | 'look' | 'stores'>
  readonly cassandra: ShownStores['cassandra']
  readonly complaints: readonly Complaint[]
  readonly clock: MovingClock
  readonly feed: Feed
  readonly reads: Reads
  /** Keeps where the clock stands. */
  readonly onClockMoved: () => void
}

const mostBody = 200_000
const notBuilt = 'The page of the local workspace is not built: run npm run build, then start again.\n'
const Move = z.object({ move: z.enum(clockMoves), reference: z.string().nullable() })

/** Routes of the page: its files, what it shows, and what people do on it. `secret` is of this start. */
export function pageRoutes(
  files: ReadonlyMap<string, PageFile>,
  secret: string,
  workspace: () => Workspace,
): Readonly<Record<string, Listener>> {
  const assets = [...files].filter(([path]) => path !== '/index.html')
  const ours = (listener: Listener) => fromOurPage(secret, listener)
  return {
    'GET /': givingSecret(secret, (_request, response) => sendFile(response, files.get('/index.html'))),
    ...Object.fromEntries(
      assets.map(([path, file]) => [`GET ${path}`, onLoopback((_, response) => sendFile(response, file))]),
    ),
    'GET /local/setup': ours((_, response) => {
      const { cloud, teams, desk } = workspace()
      sendJson(response, 200, setupOf(cloud.state, teams.state, desk.stores.stores !== null))
    }),
    'GET /local/events': ours(async (request, response) => {
      await whenFilled()
      await workspace().feed.listen(request, response)
    }),
    'GET /local/panels': ours((request, response) => sendPanels(request, response, workspace())),
    'POST /local/act': ours((request, response) => takeAct(request, response, workspace())),
    'POST /local/clock': ours((request, response) => moveClock(request, response, workspace())),
  }
}

function sendFile(response: ServerResponse, file: PageFile | undefined): void {
  if (file) return void response.writeHead(200, { 'content-type': file.type }).end(file.body)
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' }).end(notBuilt)
}

function sendJson(response: ServerResponse, status: number, answer: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}

/** What was sent, when it has the form that is expected; otherwise the page is told, and null comes back. */
async function bodyOf<Body>(
  request: IncomingMessage,
  response: ServerResponse,
  shape: z.ZodType<Body>,
): Promise<Body | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= mostBody) chunks.push(chunk)
  }
  const parsed = size > mostBody ? null : shape.safeParse(parseJson(Buffer.concat(chunks).toString()))
  if (parsed?.success) return parsed.data
  sendJson(response, 400, { problem: 'not_understood' })
  return null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function takeAct(
  request: IncomingMessage,
  response: ServerResponse,
  { cloud, teams, reads }: Workspace,
): Promise<void> {
  const act = await bodyOf(request, response, PageAct)
  if (!act) return
  try {
    sendJson(response, 200, await perform({ cloud, teams }, act, reads))
  } catch (error) {
    if (!(error instanceof NotPossible)) throw error
    sendJson(response, 409, { problem: 'not_possible', why: error.message })
  }
}

async function moveClock(
  request: IncomingMessage,
  response: ServerResponse,
  { desk, clock, feed, onClockMoved }: Workspace,
): Promise<void> {
  const asked = await bodyOf(request, response, Move)
  if (!asked) return
  const found = asked.reference === null ? null : await findCase(desk.db, asked.reference as Reference)
  const due = found && caseDates(found, clock.now()).effectiveDue
  const instant = instantOf(asked.move, clock.now(), due)
  if (!instant || !clock.moveTo(instant)) return sendJson(response, 409, { problem: 'not_ahead' })
  onClockMoved()
  await desk.look()
  feed.touch()
  sendJson(response, 200, { now: clock.now().toISO() })
}

async function sendPanels(
  request: IncomingMessage,
  response: ServerResponse,
  { desk, cloud, cassandra, complaints }: Workspace,
): Promise<void> {
  const reference = new URL(request.url!, 'http://local').searchParams.get('reference')
  const nameOf = (userId: string) => plainName(cloud.state.users.get(userId)?.name ?? userId)
  const [panels, stores] = await Promise.all([
    readPanels(desk.db, reference as Reference | null, nameOf),
    readStores(desk.stores, cassandra),
  ])
  const told = complaints.map((one) => ({ ...one }))
  sendJson(response, 200, { ...panels, stores, complaints: told } satisfies Panels)
}
