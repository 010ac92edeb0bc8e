import { SlackError } from './slack-error.js'
import type { CloudState, Json } from './state.js'

/** First step of an upload: an address for the bytes. */
export function announce(state: CloudState, args: Json, url: string): Json {
  const [name, length] = [args['filename'], Number(args['length'])]
  if (typeof name !== 'string' || !(length > 0)) throw new SlackError('invalid_arguments')
  const id = `F${String(state.count()).padStart(6, '0')}`
  state.files.set(id, { name, length, bytes: null, isComplete: false })
  return { file_id: id, upload_url: `${url}/upload/${id}` }
}

/** Second step: the bytes, as many as were announced. */
export function receive(state: CloudState, id: string, bytes: Buffer): string {
  const file = state.files.get(id)
  if (file?.length !== bytes.length) throw new SlackError('upload_refused')
  state.files.set(id, { ...file, bytes: bytes.toString('base64') })
  return `OK - ${bytes.length}`
}

/** Third step: the file is whole. */
export function completeFiles(state: CloudState, args: Json): Json {
  const asked = (args['files'] ?? []) as readonly { id: string }[]
  for (const { id } of asked) {
    const file = state.files.get(id)
    if (!file?.bytes) throw new SlackError('file_not_found')
    state.files.set(id, { ...file, isComplete: true })
  }
  return { files: asked.map(({ id }) => ({ id })) }
}

const pngHead = 'iVBORw0KGgo'

/** Pictures of a message that are not there, or are none. */
export function faultsOfPictures(state: CloudState, blocks: readonly Json[]): readonly string[] {
  return blocks.flatMap(({ slack_file: shown }) => {
    const file = state.files.get((shown as { id: string } | undefined)?.id ?? '')
    return shown === undefined || (file?.isComplete && file.bytes?.startsWith(pngHead))
      ? []
      : ['invalid slack file']
  })
}

/** The blocks as a browser shows them: pictures by their bytes. */
export function withPictures(state: CloudState, blocks: readonly Json[]): readonly Json[] {
  return blocks.map((block) => {
    const { slack_file: shown, ...rest } = block
    const bytes = state.files.get((shown as { id: string } | undefined)?.id ?? '')?.bytes
    return bytes ? { ...rest, image_url: `data:image/png;base64,${bytes}` } : block
  })
}
