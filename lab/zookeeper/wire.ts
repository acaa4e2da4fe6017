import { connect, type Socket } from 'node:net'

export const ops = {
  create: 1,
  remove: 2,
  exists: 3,
  getData: 4,
  setData: 5,
  getChildren: 8,
  ping: 11,
  auth: 100,
}
const closeSession = -11
const pingXid = -2
const authXid = -4
const watchXid = -1

/** A request that ZooKeeper answered with an error, e.g. -101 no node, -110 node exists. */
export class ZooKeeperError extends Error {
  readonly code: number

  constructor(code: number, what: string) {
    super(`ZooKeeper answered ${what} with error ${code}`)
    this.name = 'ZooKeeperError'
    this.code = code
  }
}

interface Waiting {
  readonly what: string
  readonly resolve: (body: Buffer) => void
  readonly reject: (error: Error) => void
}

/** A session with one member: frames, pings, and answers in the order of their requests. */
export class Session implements AsyncDisposable {
  /** As `cons` and `dump` show it. */
  readonly id: bigint
  readonly #socket: Socket
  readonly #waiting: Waiting[] = []
  readonly #ping: NodeJS.Timeout
  #onWatch: (path: string) => void = () => {}
  #xid = 0
  #error: Error | undefined

  private constructor(socket: Socket, answer: Buffer, frames: FrameReader) {
    this.#socket = socket
    const timeoutMs = answer.readInt32BE(4)
    this.id = answer.readBigInt64BE(8)
    frames.onFrame = (frame) => this.#hear(frame)
    socket.on('close', () => this.#fail(new Error('the ZooKeeper session was cut')))
    this.#ping = setInterval(() => void this.#send(pingXid, ops.ping, []).catch(() => {}), timeoutMs / 3)
    this.#ping.unref()
  }

  /**
   * @param endpoint `host:port`
   * @throws Error when it refuses, cuts, or hasn't answered within 5 s
   */
  static async open(endpoint: string, timeoutMs = 10_000): Promise<Session> {
    const [host = '', port = ''] = endpoint.split(':')
    const socket = connect({ host, port: Number(port), noDelay: true })
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
    const frames = new FrameReader(resolve)
    const timer = setTimeout(
      () => socket.destroy(new Error(`no ZooKeeper session from ${endpoint} in 5 s`)),
      5_000,
    )
    socket.on('data', (chunk) => frames.take(chunk))
    socket.on('error', reject)
    socket.once('close', () => reject(new Error(`${endpoint} closed the connection`)))
    socket.write(
      framed([int(0), long(0n), int(timeoutMs), long(0n), bytes(Buffer.alloc(16)), Buffer.from([0])]),
    )
    try {
      return new Session(socket, await promise, frames)
    } finally {
      clearTimeout(timer)
    }
  }

  get closed(): boolean {
    return this.#error !== undefined
  }

  /** @param onWatch gets the path of each watch that fires */
  watchWith(onWatch: (path: string) => void): void {
    this.#onWatch = onWatch
  }

  /**
   * @param op one of `ops`
   * @param fields the request's record, in jute
   * @returns the answer's record
   * @throws ZooKeeperError, or Error when the connection is gone
   */
  ask(op: number, fields: readonly Buffer[]): Promise<Buffer> {
    const xid = op === ops.auth ? authXid : ++this.#xid
    return this.#send(xid, op, fields)
  }

  /** Ends the session in order, so that its ephemerals go at once. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#ping)
    if (!this.closed) await this.#send(++this.#xid, closeSession, []).catch(() => {})
    this.#socket.destroy()
  }

  /** Drops the connection; the server keeps the session and its ephemerals until the timeout. */
  abandon(): void {
    clearInterval(this.#ping)
    this.#socket.destroy()
  }

  #send(xid: number, op: number, fields: readonly Buffer[]): Promise<Buffer> {
    if (this.#error) return Promise.reject(this.#error)
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
    this.#waiting.push({ what: `operation ${op}`, resolve, reject })
    this.#socket.write(framed([int(xid), int(op), ...fields]))
    return promise
  }

  #hear(frame: Buffer): void {
    if (frame.readInt32BE(0) === watchXid) {
      const length = frame.readInt32BE(24)
      return this.#onWatch(frame.toString('utf8', 28, 28 + length))
    }
    const code = frame.readInt32BE(12)
    const waiting = this.#waiting.shift()
    if (code === 0) waiting?.resolve(frame.subarray(16))
    else waiting?.reject(new ZooKeeperError(code, waiting.what))
  }

  #fail(error: Error): void {
    this.#error = error
    clearInterval(this.#ping)
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error)
  }
}

class FrameReader {
  onFrame: (frame: Buffer) => void
  #left = Buffer.alloc(0)

  constructor(onFrame: (frame: Buffer) => void) {
    this.onFrame = onFrame
  }

  take(chunk: Buffer): void {
    let rest = this.#left.length > 0 ? Buffer.concat([this.#left, chunk]) : chunk
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const end = 4 + rest.readInt32BE(0)
      this.onFrame(rest.subarray(4, end))
      rest = rest.subarray(end)
    }
    this.#left = Buffer.from(rest)
  }
}

function framed(fields: readonly Buffer[]): Buffer {
  const body = Buffer.concat(fields)
  return Buffer.concat([int(body.length), body])
}

export function int(value: number): Buffer {
  const out = Buffer.alloc(4)
  out.writeInt32BE(value)
  return out
}

export function long(value: bigint): Buffer {
  const out = Buffer.alloc(8)
  out.writeBigInt64BE(value)
  return out
}

export function bytes(value: Buffer): Buffer {
  return Buffer.concat([int(value.length), value])
}

export function text(value: string): Buffer {
  return bytes(Buffer.from(value))
}
