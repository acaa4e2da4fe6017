import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { withDeadline } from '../../shared/base/deadline.ts'
import type { ProxiedLine } from '../systems/experiment.ts'

/** What was done to a line. */
export type LineFault = 'cut' | 'hold' | 'restore'

const listenLimitMs = 5_000

/** Opens a line of our own to a server. @param onFault told of what a step does to it */
export async function openLine(
  target: string,
  onFault: (fault: LineFault) => void,
  signal: AbortSignal,
): Promise<ProxiedLine> {
  const line = new Line(target, onFault)
  await withDeadline(listenLimitMs, 'a free port', signal, () => line.listen())
  return line
}

/** One client's connection, and ours to the server behind it. */
interface Pair {
  readonly client: Socket
  readonly server: Socket
}

class Line implements ProxiedLine {
  readonly #host: string
  readonly #port: number
  readonly #onFault: (fault: LineFault) => void
  readonly #listener: Server
  readonly #pairs = new Set<Pair>()
  #state: 'open' | 'cut' | 'held' = 'open'

  constructor(target: string, onFault: (fault: LineFault) => void) {
    const colon = target.lastIndexOf(':')
    this.#host = target.slice(0, colon).replace(/^\[|\]$/g, '')
    this.#port = Number(target.slice(colon + 1))
    this.#onFault = onFault
    this.#listener = createServer({ allowHalfOpen: true }, (client) => this.#accept(client))
  }

  async listen(): Promise<void> {
    this.#listener.listen(0, '127.0.0.1')
    await once(this.#listener, 'listening')
  }

  get endpoint(): string {
    return `127.0.0.1:${(this.#listener.address() as AddressInfo).port}`
  }

  cut(): void {
    this.#state = 'cut'
    for (const pair of this.#pairs) destroy(pair)
    this.#onFault('cut')
  }

  holdAnswers(): void {
    this.#state = 'held'
    for (const { client, server } of this.#pairs) server.unpipe(client).pause()
    this.#onFault('hold')
  }

  restore(): void {
    if (this.#state === 'held') for (const { client, server } of this.#pairs) server.pipe(client)
    this.#state = 'open'
    this.#onFault('restore')
  }

  /** The port is kept while the line is cut, so that nobody else takes it: who comes is reset at once. */
  #accept(client: Socket): void {
    if (this.#state === 'cut') {
      client.on('error', () => undefined)
      client.resetAndDestroy()
      return
    }
    const server = connect({ host: this.#host, port: this.#port, allowHalfOpen: true })
    const pair: Pair = { client, server }
    this.#pairs.add(pair)
    for (const socket of [client, server]) {
      socket.setNoDelay(true)
      socket.on('error', () => destroy(pair))
      socket.on('close', () => this.#pairs.delete(pair))
    }
    client.pipe(server)
    if (this.#state === 'open') server.pipe(client)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#listener.listening) return
    const closed = once(this.#listener, 'close')
    this.#listener.close()
    for (const pair of this.#pairs) destroy(pair)
    await closed
  }
}

/** Both ends see a line that broke, not one that was closed in good order. */
function destroy({ client, server }: Pair): void {
  for (const socket of [client, server]) if (!socket.destroyed) socket.resetAndDestroy()
}
