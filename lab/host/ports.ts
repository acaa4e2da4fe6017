import { createServer, type Server } from 'node:net'
import { LabError } from '../lab-error.ts'

// Below every system's ephemeral range: a port from it could be taken by anyone's outgoing connection while its
// server is down for a restart, and a client that redials a closed one can even end up connected to itself.
const firstPort = 20_000
const lastPort = 31_999
const blockSize = 32

/**
 * Hands out loopback ports and holds them until they are used.
 * Labs of one machine keep apart by blocks: who listens on a block's first port owns it, and a crash lets go of it.
 */
export class PortRange {
  readonly #guards: Server[] = []
  readonly #held = new Map<number, Server>()
  readonly #unref: boolean
  #next = 0
  #end = 0

  /** @param options.unref whether the held ports let the process end */
  constructor(options: { unref?: boolean } = {}) {
    this.#unref = options.unref ?? false
  }

  /** @returns `count` ports on which nothing listens; each stays bound until `release` */
  async take(count: number): Promise<number[]> {
    const taken: number[] = []
    while (taken.length < count) {
      while (this.#next >= this.#end) await this.#takeBlock()
      const port = this.#next++
      const server = await this.#listenOn(port)
      if (!server) continue
      this.#held.set(port, server)
      taken.push(port)
    }
    return taken
  }

  async release(ports: readonly number[]): Promise<void> {
    await Promise.all(
      ports.map(async (port) => {
        const server = this.#held.get(port)
        this.#held.delete(port)
        if (server) await closed(server)
      }),
    )
  }

  async releaseAll(): Promise<void> {
    await this.release([...this.#held.keys()])
    await Promise.all(this.#guards.splice(0).map(closed))
  }

  async #takeBlock(): Promise<void> {
    const blocks = Math.floor((lastPort - firstPort + 1) / blockSize)
    const start = Math.floor(Math.random() * blocks)
    for (let i = 0; i < blocks; i++) {
      const port = firstPort + ((start + i) % blocks) * blockSize
      const guard = await this.#listenOn(port)
      if (!guard) continue
      this.#guards.push(guard)
      this.#next = port + 1
      this.#end = port + blockSize
      return
    }
    throw new LabError(`No free block of ports between ${firstPort} and ${lastPort}`, {
      fix: 'Stop other labs: npm run lab -- list, npm run lab -- down',
    })
  }

  #listenOn(port: number): Promise<Server | undefined> {
    const { promise, resolve } = Promise.withResolvers<Server | undefined>()
    const server = createServer((socket) => socket.destroy())
    if (this.#unref) server.unref()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server))
    return promise
  }
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
