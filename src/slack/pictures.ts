import type { WebClient } from '@slack/web-api'
import { Unavailable } from '../chat/port.js'
import type { Picture, View } from '../chat/view.js'
import { describeError, type Log } from '../log.js'
import { unavailable } from './web-api.js'

const uploadTimeoutMs = 10_000

/**
 * Uploads the pictures of a view as files of the desk, that its message then shows. A picture that Slack does not take is
 * left out, and its words stand in its place: no message waits for a picture.
 */
export async function uploadPictures(
  client: WebClient,
  view: View,
  log: Log | undefined,
): Promise<ReadonlyMap<Picture, string>> {
  const files = new Map<Picture, string>()
  for (const block of view.blocks) {
    if (block.kind !== 'picture') continue
    try {
      files.set(block.picture, await upload(client, block.picture, block.alt.words))
    } catch (error) {
      const { what } = error instanceof Unavailable ? error : unavailable(error, true)
      log?.warn({ what, err: describeError(error) }, 'a picture was not uploaded')
    }
  }
  return files
}

/** Whether Slack turned the blocks of a message away, as it does while a file is not looked at yet. */
export function invalidBlocks(error: unknown): boolean {
  return error instanceof Unavailable && error.what.includes('invalid_blocks')
}

/** Files in three steps, as Slack wants it: an address, the bytes, and that they are complete. Gives the file's id. */
async function upload(client: WebClient, { base64, name }: Picture, alt: string): Promise<string> {
  const bytes = Buffer.from(base64, 'base64')
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({
    filename: name,
    length: bytes.length,
    alt_text: alt.slice(0, 1_000),
  })
  if (!url || !id) throw new Unavailable('Slack (no upload address)', 'safe')
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
    redirect: 'error',
    signal: AbortSignal.timeout(uploadTimeoutMs),
  })
  await response.arrayBuffer()
  if (!response.ok) throw new Unavailable(`Slack (upload ${response.status})`, 'safe')
  await client.files.completeUploadExternal({ files: [{ id, title: name }] })
  return id
}
