import { createServer, connect, type AddressInfo, type Socket } from 'node:net'

/** A line to a server on this machine, which can be cut and mended. */
export interface Line {
  readonly port: number
  /** Ends all connections, and every new one. */
  cut(): void
  /** Lets the next request through and is cut before its answer: whoever asked cannot know what came of it. */
  cutBeforeAnswer(): void
  readonly isCut: boolean
  mend(): void
  stop(): Promise<void>
}

export async function lineTo(port: number): Promise<Line> {
  const ends = new Set<Socket>()
  let state: 'whole' | 'waiting' | 'asked' | 'cut' = 'whole'
  const cut = () => {
    state = 'cut'
    for (const end of ends) end.destroy()
  }
  const join = (from: Socket, to: Socket, pass: (chunk: Buffer) => void) => {
    ends.add(from)
    from.on('data', pass)
    from.on('error', () => undefined)
    from.on('close', () => {
      ends.delete(from)
      to.destroy()
    })
  }
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy()
    const far = connect(port, '127.0.0.1')
    join(near, far, (chunk) => {
      if (state === 'waiting') state = 'asked'
      far.write(chunk)
    })
    join(far, near, (chunk) => {
      if (state === 'asked') cut()
      else near.write(chunk)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    cutBeforeAnswer: () => void (state = 'waiting'),
    get isCut() {
      return state === 'cut'
    },
    mend: () => void (state = 'whole'),
    async stop() {
      cut()
      await new Promise((closed) => server.close(closed))
    },
  }
}
