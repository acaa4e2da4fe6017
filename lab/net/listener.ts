import { createServer, type Server, type Socket } from 'node:net'
import { PortRange } from '../host/ports.ts'
import { LabError } from '../lab-error.ts'

const ports = new PortRange({ unref: true })

/** A loopback port of ours that can be closed and opened again, and the connections that came in on it. */
export class Listener implements AsyncDisposable {
  readonly port: number
  readonly #onSocket: (socket: Socket) => void
  readonly #halfOpen: boolean
  readonly #sockets = new Set<Socket>()
  #server: Server | undefined

  private constructor(port: number, halfOpen: boolean, onSocket: (socket: Socket) => void) {
    this.port = port
    this.#halfOpen = halfOpen
    this.#onSocket = onSocket
  }

  /**
   * @param options.port a free one unless told
   * @param options.halfOpen who has said all may still be answered
   */
  static async open(
    onSocket: (socket: Socket) => void,
    { port, halfOpen = false }: { port?: number | undefined; halfOpen?: boolean } = {},
  ): Promise<Listener> {
    const listener = new Listener(port ?? (await freePort()), halfOpen, onSocket)
    await listener.listen()
    return listener
  }

  get endpoint(): string {
    return `127.0.0.1:${this.port}`
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#sockets.size
  }

  /** @throws LabError when somebody else has the port */
  listen(): Promise<void> {
    if (this.#server) return Promise.resolve()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const server = createServer({ noDelay: true, allowHalfOpen: this.#halfOpen }, (socket) =>
      this.#accept(socket),
    )
    server.once('error', (cause) => reject(new LabError(`Port ${this.port} is taken`, { cause })))
    server.listen(this.port, '127.0.0.1', resolve)
    this.#server = server
    return promise
  }

  /** Cuts every connection; who dials from now on is refused. */
  async close(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    for (const socket of this.#sockets) socket.resetAndDestroy()
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket)
    // whoever dials in may hang up at any time
    socket.on('error', () => {})
    socket.once('close', () => this.#sockets.delete(socket))
    this.#onSocket(socket)
  }
}

async function freePort(): Promise<number> {
  const [port = 0] = await ports.take(1)
  await ports.release([port])
  return port
}
