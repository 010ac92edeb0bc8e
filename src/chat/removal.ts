import { Unavailable } from './port.js'

/** Whether a message, asked for by its id, is not there any more. */
export const isGone = (error: unknown): boolean =>
  error instanceof Unavailable && error.retry === 'never' && error.what.includes('message_not_found')

/** Deletes a message; where that is refused for good, blanks it. Throws `Unavailable` when neither was done. */
export async function removeOrBlank(
  remove: () => Promise<unknown>,
  blank: () => Promise<unknown>,
): Promise<'deleted' | 'blanked'> {
  try {
    await remove()
    return 'deleted'
  } catch (error) {
    if (isGone(error)) return 'deleted'
    if (!(error instanceof Unavailable && error.retry === 'never')) throw error
  }
  try {
    await blank()
    return 'blanked'
  } catch (error) {
    if (isGone(error)) return 'deleted'
    throw error
  }
}
