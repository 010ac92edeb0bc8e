import { createHash } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Deliver } from './person.js'
import type { CloudState, Json } from './state.js'

/** Socket Mode: the desk connects to Slack, and requests come down that connection. */
export interface SocketMode {
  readonly isConnected: boolean
  /** Sends an envelope; status 0 when it is not acknowledged within three seconds. */
  readonly deliver: Deliver
  stop(): void
}

const ackMs = 3_000
const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const

/** A frame from server to client (RFC 6455 §5.2): whole and not masked. */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload
  const head = length < 126 ? Buffer.from([0x80 | opcode, length]) : Buffer.alloc(length < 65_536 ? 4 : 10)
  if (length >= 126) {
    head.set([0x80 | opcode, length < 65_536 ? 126 : 127])
    if (length < 65_536) head.writeUInt16BE(length, 2)
    else head.writeBigUInt64BE(BigInt(length), 2)
  }
  return Buffer.concat([head, payload])
}

/** Takes one masked frame from the front of what arrived; null when it is not all there yet. */
function takeFrame(data: Buffer): { opcode: number; payload: Buffer; rest: Buffer } | null {
  if (data.length < 2) return null
  const short = data[1]! & 0x7f
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0
  const start = 2 + extra + 4
  if (data.length < start) return null
  const length = extra === 0 ? short : extra === 2 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2))
  if (data.length < start + length) return null
  const mask = data.subarray(start - 4, start)
  const payload = Buffer.from(
    data.subarray(start, start + length).map((byte, index) => byte ^ mask[index % 4]!),
  )
  return { opcode: data[0]! & 0x0f, payload, rest: data.subarray(start + length) }
}

/** Completes the handshake (RFC 6455 §4.2.2) and says hello as Slack does. */
function greet(state: CloudState, request: IncomingMessage, socket: Duplex): void {
  const key = createHash('sha1').update(
    `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`,
  )
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade']
  socket.write(`${lines.join('\r\n')}\r\nSec-WebSocket-Accept: ${key.digest('base64')}\r\n\r\n`)
  socket.write(
    frame(
      opcodes.text,
      Buffer.from(
        JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: state.bot.appId } }),
      ),
    ),
  )
}

/** Calls `take` for each frame that comes in. */
function onFrames(socket: Duplex, take: (socket: Duplex, opcode: number, payload: Buffer) => void): void {
  let data = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    data = Buffer.concat([data, chunk])
    for (let next = takeFrame(data); next; next = takeFrame(data)) {
      data = Buffer.from(next.rest)
      take(socket, next.opcode, next.payload)
    }
  })
}

/** Lets desks connect to `/link` of the cloud's server. The newest connection gets the envelopes. */
export function socketMode(state: CloudState, server: Server): SocketMode {
  const waiting = new Map<string, (answer: { status: number; body: string }) => void>()
  let link: Duplex | null = null

  function onFrame(socket: Duplex, opcode: number, payload: Buffer): void {
    if (opcode === opcodes.ping) socket.write(frame(opcodes.pong, payload))
    if (opcode === opcodes.close) socket.end(frame(opcodes.close, payload))
    if (opcode !== opcodes.text) return
    const ack = JSON.parse(payload.toString()) as { envelope_id?: string; payload?: Json }
    const body =
      ack.payload === undefined || Object.keys(ack.payload).length === 0 ? '' : JSON.stringify(ack.payload)
    waiting.get(ack.envelope_id ?? '')?.({ status: 200, body })
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    greet(state, request, socket)
    link = socket
    onFrames(socket, onFrame)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      if (link === socket) link = null
    })
  })

  return {
    get isConnected() {
      return link !== null
    },
    deliver(type, payload) {
      const envelope_id = `envelope-${state.count()}`
      return new Promise((resolve) => {
        const finish = (answer: { status: number; body: string }) => {
          clearTimeout(timer)
          waiting.delete(envelope_id)
          resolve(answer)
        }
        const timer = setTimeout(() => finish({ status: 0, body: '' }), ackMs)
        waiting.set(envelope_id, finish)
        const envelope = { envelope_id, type, payload, accepts_response_payload: type !== 'events_api' }
        link?.write(frame(opcodes.text, Buffer.from(JSON.stringify(envelope))))
      })
    },
    stop: () => void link?.destroy(),
  }
}
