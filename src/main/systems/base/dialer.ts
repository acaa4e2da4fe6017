import { connect as connectPlain, isIP, type OnReadOpts, type Socket } from 'node:net'
import { connect as connectSecure, type ConnectionOptions } from 'node:tls'
import type { HostPort } from './address.ts'
import { readContext, type TlsOptions } from './tls.ts'

/** Certificates are renewed in their files: they are read again after that time. */
const filesHoldMs = 60_000
/** As many questions as are asked of one server at once. */
const mostTickets = 8

/**
 * Opens connections to the servers of a target: plain ones, or by TLS where that is asked for. Who has shaken hands with
 * a server before goes on from there: a connection for each question costs neither side a signature then.
 */
export class Dialer {
  readonly tls: TlsOptions | undefined
  /** Of each server, newest last; a ticket is good once. */
  readonly #tickets = new Map<string, Buffer[]>()
  #context: Promise<ConnectionOptions> | undefined
  #readAt = -Infinity

  constructor(tls: TlsOptions | undefined) {
    this.tls = tls
  }

  /**
   * A socket on its way: what is written meanwhile waits. What fails, certificates too, is its `error`.
   * @param onread one buffer for all that comes
   * @throws OrreryError `invalid` when a file can't be read
   */
  async dial({ host, port }: HostPort, onread?: OnReadOpts): Promise<Socket> {
    const way = { host, port, noDelay: true, ...(onread === undefined ? {} : { onread }) }
    if (this.tls === undefined) return connectPlain(way)
    const tickets = this.#ticketsOf(`${host} ${port}`)
    const session = tickets.pop()
    const socket = connectSecure({
      ...way,
      ...(await this.#secureContext(this.tls)),
      ...serverName(host),
      ...(session === undefined ? {} : { session }),
    })
    socket.setNoDelay(true)
    socket.on('session', (ticket) => {
      if (tickets.push(ticket) > mostTickets) tickets.shift()
    })
    return socket
  }

  /** The event at which a socket of ours is connected. */
  get readyEvent(): 'connect' | 'secureConnect' {
    return this.tls === undefined ? 'connect' : 'secureConnect'
  }

  #ticketsOf(server: string): Buffer[] {
    const tickets = this.#tickets.get(server) ?? []
    this.#tickets.set(server, tickets)
    return tickets
  }

  #secureContext(tls: TlsOptions): Promise<ConnectionOptions> {
    if (performance.now() - this.#readAt > filesHoldMs) {
      this.#readAt = performance.now()
      this.#context = readContext(tls)
      // a file that is not there may come
      this.#context.catch(() => (this.#readAt = -Infinity))
    }
    return this.#context!
  }
}

/** Servers with several names choose their certificate by it; addresses are none. */
export function serverName(host: string): { servername?: string } {
  return isIP(host) === 0 ? { servername: host } : {}
}
