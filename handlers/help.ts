import { z } from 'zod'
import { help } from '../src/views/help.js'
import { handler } from './context.js'

/** Anybody is told what they may type; the list holds only what their roles allow. */
export const showHelp = handler({
  access: 'everybody',
  effect: 'read',
  input: z.object({}),
  run: ({ draw, mayType }) => Promise.resolve({ kind: 'private', view: help(draw, mayType()) }),
})
