import { z } from 'zod'
import type { View } from '../src/chat/view.js'
import type { RightsRequest } from '../src/domain/case/types.js'
import { readingCommands } from '../src/domain/people/policy.js'
import { handler, isRefusal, type Handler, type ReadContext } from './context.js'
import { findVisible } from './requests/find.js'
import { CaseReference } from './requests/input.js'

/** A handler that shows something about one case to whoever may see case metadata (§5.7). */
export function caseView(
  draw: (context: ReadContext, found: RightsRequest) => View<'Z1'> | Promise<View<'Z1'>>,
): Handler {
  return handler({
    access: readingCommands['request.show'],
    effect: 'read',
    input: z.object({ reference: CaseReference }),
    async run(context, { reference }) {
      const visible = await findVisible(context, reference)
      return isRefusal(visible) ? visible : { kind: 'private', view: await draw(context, visible.found) }
    },
  })
}
