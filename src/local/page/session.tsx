import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Look } from '../web/shown.js'
import { en } from './words/en.js'
import { nb } from './words/nb.js'

export type Language = 'nb' | 'en'
export type Theme = 'light' | 'dark'
export type Tab = 'guide' | 'events' | 'rows' | 'outbox' | 'jobs' | 'stores'
export type Word = keyof typeof en

/** Where somebody is: a channel by id, the app's home, or the direct messages with the desk. */
export type Place = string

/** What this browser remembers of how the page is used. */
interface Choices {
  readonly person: string
  readonly place: Place
  readonly language: Language
  readonly theme: Theme
  readonly look: Look
  /** In Teams: act as a client that knows no Action.Execute. */
  readonly isOldClient: boolean
  /** The panel beside the chat; null when it is closed. */
  readonly tab: Tab | null
  /** The case that the panels and the clock are about. */
  readonly reference: string | null
}

export interface Session extends Choices {
  choose(next: Partial<Choices>): void
  /** The page's own words, with values in braces filled in. */
  say(word: Word, values?: Readonly<Record<string, string | number>>): string
}

const words = { nb, en }
const storageName = 'rights-desk'

const firstChoices = (): Choices => ({
  person: 'U0KARI',
  place: 'C0PRIVACY',
  language: navigator.languages.some((one) => /^n[bno]\b/u.test(one)) ? 'nb' : 'en',
  theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  look: 'slack',
  isOldClient: false,
  tab: 'guide',
  reference: null,
})

function remembered(): Choices {
  try {
    return { ...firstChoices(), ...(JSON.parse(localStorage.getItem(storageName) ?? '{}') as Choices) }
  } catch {
    return firstChoices()
  }
}

const Context = createContext<Session | null>(null)

/** Gives the page its session; what is chosen is remembered by this browser. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [choices, setChoices] = useState(remembered)
  useEffect(() => {
    localStorage.setItem(storageName, JSON.stringify(choices))
    document.documentElement.lang = choices.language
    document.documentElement.dataset['theme'] = choices.theme
    document.documentElement.dataset['look'] = choices.look
  }, [choices])
  const session = useMemo<Session>(
    () => ({
      ...choices,
      choose: (next) => setChoices((before) => ({ ...before, ...next })),
      say: (word, values = {}) =>
        Object.entries(values).reduce(
          (text, [name, value]) => text.replace(`{${name}}`, String(value)),
          words[choices.language][word],
        ),
    }),
    [choices],
  )
  return <Context value={session}>{children}</Context>
}

export function useSession(): Session {
  const session = useContext(Context)
  if (!session) throw new Error('the page has no session')
  return session
}
