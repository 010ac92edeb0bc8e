import { useSyncExternalStore } from 'react'
import type { ActAnswer, Change, ClockMove, PageAct, Panels, Setup, Shown } from '../web/shown.js'

/** What the page knows: everything shown, by key, and whether the desk still tells of changes. */
export interface World {
  readonly setup: Setup | null
  readonly shown: ReadonlyMap<string, Shown>
  /** Performance time when the clock's instant was told, milliseconds. */
  readonly clockToldAt: number
  readonly isConnected: boolean
}

let world: World = { setup: null, shown: new Map(), clockToldAt: 0, isConnected: false }
const listeners = new Set<() => void>()
const changeListeners = new Set<(change: Change) => void>()

function become(next: Partial<World>): void {
  world = { ...world, ...next }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What the page knows now; the component is drawn again when it changes. */
export function useWorld(): World {
  return useSyncExternalStore(subscribe, () => world)
}

export const currentWorld = (): World => world

/** Calls `listener` for each change that comes while the page is open, not for what was there before. */
export function onChange(listener: (change: Change) => void): () => void {
  changeListeners.add(listener)
  return () => void changeListeners.delete(listener)
}

function apply(change: Change): void {
  const shown = new Map(change.isAll ? [] : world.shown)
  for (const key of change.gone) shown.delete(key)
  for (const one of change.shown) shown.set(one.key, one)
  const toldClock = change.shown.some(({ kind }) => kind === 'clock')
  become({ shown, isConnected: true, ...(toldClock ? { clockToldAt: performance.now() } : {}) })
  if (!change.isAll) for (const listener of changeListeners) listener(change)
}

/** Begins to follow what the desk tells; looks for it again when it was stopped. */
export function connect(): void {
  void fetch('/local/setup')
    .then((response) => response.json() as Promise<Setup>)
    .then((setup) => become({ setup }))
    .catch(() => undefined)
  const events = new EventSource('/local/events')
  events.onmessage = ({ data }) => apply(JSON.parse(String(data)) as Change)
  events.onerror = () => {
    events.close()
    become({ isConnected: false })
    lookForDesk()
  }
}

const retryMs = 1_000

/** A desk that was started again gives out a new secret with the page: the page is loaded anew. */
function lookForDesk(): void {
  setTimeout(() => {
    fetch('/healthz').then(
      ({ ok }) => (ok ? location.reload() : lookForDesk()),
      () => lookForDesk(),
    )
  }, retryMs)
}

async function post(path: string, body: unknown): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Does something as one of the people. Gives whether the desk took it. */
export const act = async (what: PageAct): Promise<boolean> => (await perform(what)) !== null

/** The same; gives what the desk answered, null when it did not take it. */
export async function perform(what: PageAct): Promise<ActAnswer | null> {
  const response = await post('/local/act', what).catch(() => null)
  if (!response?.ok) return null
  const answer = (await response.json()) as ActAnswer
  return answer.status === 200 ? answer : null
}

/** Moves the desk's clock; gives whether that was ahead of now. */
export async function moveClock(move: ClockMove, reference: string | null): Promise<boolean> {
  const response = await post('/local/clock', { move, reference }).catch(() => null)
  return response?.ok === true
}

/** What lies behind a case, and the outbox and jobs; null when the desk does not answer. */
export async function readPanels(reference: string | null): Promise<Panels | null> {
  const query = reference ? `?reference=${encodeURIComponent(reference)}` : ''
  const response = await fetch(`/local/panels${query}`).catch(() => null)
  return response?.ok ? ((await response.json()) as Panels) : null
}
