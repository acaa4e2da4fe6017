import type { Socket } from 'node:net'
import { OrreryError } from '../../../../shared/base/errors.ts'
import { withDeadline } from '../../../../shared/base/deadline.ts'
import { parseAddress } from '../../base/address.ts'
import type { Dialer } from '../../base/dialer.ts'
import type { Meter } from '../../base/meter.ts'
import { networkError } from '../../base/socket-error.ts'
import { op } from './codes.ts'
import { FrameReader } from './frames.ts'
import { connectRequest, connectResponse, type Granted } from './handshake.ts'
import { JuteReader, JuteWriter } from './jute.ts'

/** Packets that answer no request carry these instead of a request's number. */
const xidOf = { watch: -1, ping: -2, auth: -4 } as const
const replyHeaderBytes = 16
/** One buffer takes all that comes, so that reading a large tree makes no garbage. */
const readBufferBytes = 256 * 1024

/** An answer as it lies in the read buffer: valid until the function that was given it returns. */
export interface WireReply {
  /** 0, or a code of `fault`. */
  readonly error: number
  readonly body: JuteReader
  /** Of the whole packet. */
  readonly bytes: number
}

interface Pending {
  readonly xid: number
  readonly sentAt: number
  /** Reads the answer on the spot; what it throws is the request's failure. */
  take(reply: WireReply): void
  reject(error: unknown): void
}

export interface WireOptions {
  readonly dialer: Dialer
  readonly endpoint: string
  readonly sessionTimeoutMs: number
  readonly former: Granted | undefined
  readonly meter: Meter
  /** A watch fired; the reader stands at the event. */
  onWatch(zxid: bigint, event: JuteReader): void
  /** The connection is gone, for whatever reason; told once, also after `close`. */
  onClose(error: OrreryError): void
}

/** One connection in ZooKeeper's client protocol. Answers come in the order of the requests. */
export class WireConnection {
  readonly session: Granted
  readonly #socket: Socket
  readonly #options: WireOptions
  readonly #pending: Pending[] = []
  #xid = 0
  #heardAt = performance.now()
  readonly #pinger: NodeJS.Timeout
  #closedBy: OrreryError | undefined

  private constructor(socket: Socket, session: Granted, options: WireOptions) {
    this.#socket = socket
    this.session = session
    this.#options = options
    this.#pinger = setInterval(() => this.#beat(), session.timeoutMs / 3)
  }

  /**
   * Connects and shakes hands.
   * @throws OrreryError `refused` (also: the server has no quorum, and closes), `timeout`, `tls`, `protocol`;
   * `not-found` when the former session is gone
   */
  static async open(options: WireOptions, limitMs: number, signal: AbortSignal): Promise<WireConnection> {
    let connection: WireConnection | undefined
    const { promise: greeted, resolve, reject } = Promise.withResolvers<Granted | undefined>()
    const fail = (error: OrreryError) => (connection === undefined ? reject(error) : connection.#end(error))
    const frames = new FrameReader((frame) =>
      connection === undefined ? resolve(connectResponse(frame)) : connection.#receive(frame),
    )
    const socket = await openSocket(options, (chunk) => {
      options.meter.add({ receivedBytes: chunk.length })
      try {
        frames.push(chunk)
      } catch (error) {
        fail(error instanceof OrreryError ? error : brokenPacket(options.endpoint, error))
      }
    })
    socket.on('error', (error) => fail(networkError(error, options.endpoint)))
    socket.on('close', () => fail(hungUp(options.endpoint)))
    try {
      return await withDeadline(limitMs, options.endpoint, signal, async () => {
        const hello = connectRequest(options.sessionTimeoutMs, options.former)
        options.meter.add({ requests: 1, sentBytes: hello.length })
        socket.write(hello)
        const session = await greeted
        if (session === undefined) throw new OrreryError('not-found', 'The former session has expired')
        connection = new WireConnection(socket, session, options)
        return connection
      })
    } catch (error) {
      socket.destroy()
      throw error
    }
  }

  /**
   * @param read takes the answer while it lies in the read buffer; its result, or what it throws, is the request's
   * @throws OrreryError why the connection ended before an answer came
   */
  request<T>(opcode: number, body: JuteWriter, read: (reply: WireReply) => T): Promise<T> {
    this.#xid = this.#xid === 0x7fff_ffff ? 1 : this.#xid + 1
    return this.#send(this.#xid, opcode, body, read)
  }

  /**
   * Adds an identity to the connection: auth type int, scheme string, auth buffer.
   * @returns 0, or the code of the refusal; the server then closes
   */
  authenticate(scheme: string, credentials: Buffer): Promise<number> {
    const body = new JuteWriter().int(0).string(scheme).bytes(credentials)
    return this.#send(xidOf.auth, op.auth, body, ({ error }) => error)
  }

  /** Ends the session at the server, waiting a moment for its answer. */
  async close(limitMs = 500): Promise<void> {
    if (this.#closedBy !== undefined) return
    const never = new AbortController().signal
    await withDeadline(limitMs, this.#options.endpoint, never, () =>
      this.request(op.closeSession, new JuteWriter(0), () => undefined),
    ).catch(() => undefined)
    this.#end(new OrreryError('cancelled', 'Closed'))
  }

  /** Drops the line without a word; the session lives on until its timeout. */
  drop(error: OrreryError): void {
    this.#end(error)
  }

  #send<T>(xid: number, opcode: number, body: JuteWriter, read: (reply: WireReply) => T): Promise<T> {
    if (this.#closedBy !== undefined) return Promise.reject(this.#closedBy)
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const packet = body.request(xid, opcode)
    const take = (reply: WireReply) => {
      try {
        resolve(read(reply))
      } catch (error) {
        reject(error)
      }
    }
    this.#pending.push({ xid, sentAt: performance.now(), take, reject })
    this.#options.meter.add({ requests: 1, sentBytes: packet.length })
    this.#socket.write(packet)
    return promise
  }

  #receive(frame: Buffer): void {
    this.#heardAt = performance.now()
    const xid = frame.readInt32BE(0)
    if (xid === xidOf.watch) {
      this.#options.onWatch(frame.readBigInt64BE(4), new JuteReader(frame, replyHeaderBytes))
      return
    }
    // pings are answered in between, by no one waited for
    if (xid === xidOf.ping) return
    const pending = this.#pending.shift()
    if (pending?.xid !== xid)
      throw new OrreryError('protocol', `Answer ${xid} came where ${pending?.xid ?? 'none'} was due`)
    this.#options.meter.add({ ms: performance.now() - pending.sentAt })
    const body = new JuteReader(frame, replyHeaderBytes)
    pending.take({ error: frame.readInt32BE(12), body, bytes: frame.length })
  }

  #beat(): void {
    const silentMs = performance.now() - this.#heardAt
    if (silentMs > (this.session.timeoutMs * 2) / 3) {
      const message = `No word from ${this.#options.endpoint} for ${Math.round(silentMs)} ms`
      this.#end(new OrreryError('timeout', message))
      return
    }
    this.#socket.write(new JuteWriter(0).request(xidOf.ping, op.ping))
  }

  #end(error: OrreryError): void {
    if (this.#closedBy !== undefined) return
    this.#closedBy = error
    clearInterval(this.#pinger)
    this.#socket.destroy()
    for (const pending of this.#pending.splice(0)) pending.reject(error)
    this.#options.onClose(error)
  }
}

function openSocket({ dialer, endpoint }: WireOptions, take: (chunk: Buffer) => void): Promise<Socket> {
  const buffer = Buffer.allocUnsafeSlow(readBufferBytes)
  const callback = (bytes: number) => {
    take(buffer.subarray(0, bytes))
    return true
  }
  return dialer.dial(parseAddress(endpoint), { buffer, callback })
}

function hungUp(endpoint: string): OrreryError {
  return new OrreryError('refused', `${endpoint} closed the connection`, {
    fix: 'A member without a quorum takes no sessions; neither does a port that isn’t a client port',
    details: { endpoint },
  })
}

function brokenPacket(endpoint: string, cause: unknown): OrreryError {
  return new OrreryError('protocol', `A packet from ${endpoint} can’t be read`, {
    cause,
    details: { endpoint },
  })
}
