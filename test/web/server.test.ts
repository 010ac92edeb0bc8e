import { request } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { makeLog } from '../../src/log.js'
import { healthRoutes } from '../../src/web/health.js'
import { listen, plain, type Routes, type WebServer } from '../../src/web/server.js'

let server: WebServer
const lines: string[] = []
const start = async (routes: Routes) => {
  server = await listen(
    routes,
    { host: '127.0.0.1', port: 0 },
    makeLog('info', { write: (line) => void lines.push(line) }),
  )
  return (path: string, method = 'GET') => fetch(`${server.address}${path}`, { method })
}
afterEach(() => server.stop(100))

describe('the server', () => {
  test('knows its paths, and says when only the method is wrong', async () => {
    const get = await start({ 'POST /x': (_request, response) => plain(response, 200) })
    expect((await get('/x', 'POST')).status).toBe(200)
    expect((await get('/x?a=1', 'POST')).status).toBe(200)
    expect((await get('/x')).status).toBe(405)
    expect((await get('/y')).status).toBe(404)
  })

  test('a listener that throws: 500 without a word of why, and the log holds no message', async () => {
    const get = await start({ 'GET /x': () => Promise.reject(new Error('kari@example.org is secret')) })
    const response = await get('/x')
    expect({ status: response.status, body: await response.text() }).toEqual({ status: 500, body: '' })
    expect(lines.join()).toContain('request failed')
    expect(lines.join()).not.toContain('kari@example.org')
  })

  test('stopping lets what is under way end', async () => {
    let finish = () => {}
    const get = await start({
      'GET /slow': (_request, response) =>
        new Promise<void>((done) => (finish = done)).then(() => plain(response, 200, 'done')),
      'GET /go': (_request, response) => (finish(), plain(response, 200)),
    })
    const slow = get('/slow')
    await expect.poll(() => finish.name).not.toBe('finish')
    const stopped = server.stop(5_000)
    finish()
    expect(await (await slow).text()).toBe('done')
    await stopped
    await expect(get('/go')).rejects.toThrow()
  })

  test('a taken port rejects', async () => {
    await start({})
    const port = Number(new URL(server.address).port)
    await expect(listen({}, { host: '127.0.0.1', port }, makeLog('silent'))).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
  })
})

describe('readiness', () => {
  test('names what is not ready, and does not wait for it for ever', async () => {
    const probes = [
      { name: 'database', check: () => Promise.reject(new Error('away')) },
      { name: 'other', check: () => Promise.resolve() },
      { name: 'stuck', check: () => new Promise<void>(() => {}) },
    ]
    const get = await start(healthRoutes(probes, () => Promise.resolve('')))
    const response = await get('/readyz')
    expect(response.status).toBe(503)
    expect(await response.text()).toBe('database: not ready\nother: ready\nstuck: not ready\n')
  })

  test('tells what was found of each store, and takes work all the same', async () => {
    const verdicts = new Map([
      ['register', { state: 'ready' }],
      ['archive', { state: 'unread', why: 'away' }],
    ])
    const get = await start(
      healthRoutes(
        [],
        () => Promise.resolve(''),
        () => Promise.resolve(verdicts),
      ),
    )
    const response = await get('/readyz')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('store register: ready\nstore archive: unread (away)\n')
  })

  test('answers are not cached and not sniffed', async () => {
    await start(healthRoutes([], () => Promise.resolve('a 1\n')))
    const headers = await new Promise<Record<string, unknown>>((done) =>
      request(`${server.address}/metrics`, (response) => done(response.headers)).end(),
    )
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })
})
