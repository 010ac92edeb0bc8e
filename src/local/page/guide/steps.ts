import type { ShownCase } from '../../web/shown.js'
import type { Tab, Word } from '../session.js'

/** A command that one of the people gives. */
export interface GuideAct {
  readonly words: Word
  readonly as: string
  /** What follows `/rights`; `REF` stands for the case of the tour. */
  readonly command: string
  /** What comes of it: a form to fill and send, or no more than an answer. */
  readonly opens: 'form' | 'answer'
}

/** A panel to look at. */
export interface GuideView {
  readonly words: Word
  readonly tab: Tab
}

export interface GuideStep {
  readonly title: Word
  readonly text: Word
  readonly acts: readonly GuideAct[]
  /** What there is to look at when they are done; the last of them ends the tour. */
  readonly views: readonly GuideView[]
  /** Whether it reads stores, and may fail because one is away. */
  readonly readsStores?: boolean
  /** Whether the case of the tour is past this step. */
  isDone(found: ShownCase | null): boolean
}

const life = [
  'received',
  'awaiting_identity',
  'in_progress',
  'awaiting_approval',
  'approved',
  'responded',
  'closed',
] as const
type Status = (typeof life)[number]

const isAtLeast = (status: Status) => (found: ShownCase | null) =>
  found !== null && life.indexOf(found.status as Status) >= life.indexOf(status)

const kari = 'U0KARI'

const proofInStores: Pick<GuideStep, 'text' | 'acts' | 'views'> = {
  text: 'g5TextStores',
  acts: [{ words: 'g5Proof', as: 'U0ANNE', command: 'proof REF', opens: 'answer' }],
  views: [
    { words: 'g5Stores', tab: 'stores' },
    { words: 'g5Do', tab: 'events' },
  ],
}
const proofInChain: typeof proofInStores = {
  text: 'g5Text',
  acts: [],
  views: [{ words: 'g5Do', tab: 'events' }],
}

/** The first minute: from the message to the proof. `engineer` is on call; where there are stores, they are erased from. */
export const guideSteps = (engineer: string, hasStores: boolean): readonly GuideStep[] => [
  {
    title: 'g1',
    text: 'g1Text',
    acts: [{ words: 'g1Do', as: kari, command: 'open erasure', opens: 'form' }],
    views: [],
    isDone: (found) => found !== null,
  },
  {
    title: 'g2',
    text: 'g2Text',
    acts: [
      { words: 'g2Ask', as: kari, command: 'identity REF', opens: 'form' },
      { words: 'g2Verified', as: kari, command: 'identity REF', opens: 'form' },
    ],
    views: [],
    isDone: isAtLeast('in_progress'),
  },
  {
    title: 'g3',
    text: 'g3Text',
    acts: [
      { words: 'g3Take', as: kari, command: `assign REF <@${kari}>`, opens: 'answer' },
      { words: 'g3Steps', as: kari, command: 'steps REF', opens: 'form' },
      { words: 'g3Plan', as: kari, command: 'plan REF', opens: 'form' },
    ],
    views: [],
    readsStores: true,
    isDone: isAtLeast('awaiting_approval'),
  },
  {
    title: 'g4',
    text: 'g4Text',
    acts: [
      { words: 'g4Refused', as: kari, command: 'approve REF', opens: 'answer' },
      { words: 'g4Approve', as: engineer, command: 'approve REF', opens: 'form' },
    ],
    views: [],
    readsStores: true,
    isDone: isAtLeast('approved'),
  },
  { title: 'g5', ...(hasStores ? proofInStores : proofInChain), isDone: () => false },
]
