import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'

/** The least that any desk must do: check the signature and keep the request. Prints its address when it listens. */
const secret = process.env['SLACK_SIGNING_SECRET']!
const sql = postgres(process.env['DATABASE_URL']!, { max: 10, onnotice: () => undefined })
await sql`create table if not exists bench_inbox (key text primary key, at timestamptz not null default now())`

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString()
    const stamp = String(request.headers['x-slack-request-timestamp'])
    const wanted = Buffer.from(
      `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`,
    )
    const given = Buffer.from(String(request.headers['x-slack-signature']))
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      response.writeHead(401).end()
      return
    }
    const key = new URLSearchParams(body).get('trigger_id')!
    void sql`insert into bench_inbox (key) values (${key})`.then(() => response.writeHead(200).end())
  })
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
process.once('SIGTERM', () => process.exit(0))
