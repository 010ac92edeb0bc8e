import type { Block, Button } from '../chat/view.js'
import type { Drawing } from './drawing.js'

export interface Paging {
  /** Name of the command that draws another page; its signed `extra` is `<prefix>:<page>`, or the page alone. */
  readonly action: string
  readonly prefix?: string
  /** Counted from 1. */
  readonly page: number
  readonly pages: number
}

/** The page number with buttons to the pages before and after; nothing for a single page. */
export function pagingBlocks(d: Drawing, { action, prefix, page, pages }: Paging): readonly Block<'Z1'>[] {
  if (pages <= 1) return []
  const to = (key: 'button.previous' | 'button.next', target: number): readonly Button<'Z1'>[] => {
    if (target < 1 || target > pages) return []
    const extra = prefix === undefined ? String(target) : `${prefix}:${target}`
    return [{ label: d.say(key), action, token: d.sign({ action, extra }) }]
  }
  return [
    { kind: 'text', text: d.say('list.page', { page, pages }), tone: 'muted' },
    { kind: 'buttons', buttons: [...to('button.previous', page - 1), ...to('button.next', page + 1)] },
  ]
}
