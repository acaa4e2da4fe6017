import type { Connection } from '../../../system.ts'
import { withDeadline } from '../../../../../shared/base/deadline.ts'
import type { OrreryError } from '../../../../../shared/base/errors.ts'
import { Dialer } from '../../../base/dialer.ts'
import { Meter } from '../../../base/meter.ts'
import type { TlsOptions } from '../../../base/tls.ts'
import { op as reading } from '../../wire/codes.ts'
import type { WireConnection, WireReply } from '../../wire/connection.ts'
import { JuteWriter, type JuteReader } from '../../wire/jute.ts'
import { openAny } from '../../wire/open-any.ts'
import { answeredError, fault, op } from './codes.ts'

const requestLimitMs = 5000
/** What experiments create is anybody's: no secret is in it, and whoever finds it may remove it. */
const allPermissions = 31
const anyVersion = -1
/** Stat begins with four longs: czxid, mzxid, ctime, mtime. */
const versionAt = 32

/** Create modes: what is ephemeral goes with its session; of sequential ones the server completes the name. */
export const createFlags = { persistent: 0, ephemeral: 1, sequential: 2, container: 4 } as const
export const watchModes = { persistent: 0, recursive: 1 } as const

/** What a watch tells: type and path, never the data. `zxid` of the change, where the server says it (3.9). */
export interface ZnodeEvent {
  readonly type: 'created' | 'deleted' | 'changed' | 'children' | 'other'
  readonly path: string
  readonly zxid: string | null
}

export interface ClientOptions {
  /** In the order to be tried. */
  readonly endpoints: readonly string[]
  /** Asked for; the server grants between 2 and 20 of its ticks, unless configured otherwise. */
  readonly sessionTimeoutMs: number
  readonly credentials?: Connection['credentials']
  readonly tls?: TlsOptions | undefined
}

export interface ClientListener {
  onEvent?(event: ZnodeEvent): void
  /** The line is gone and was not closed by us. */
  onLost?(error: OrreryError): void
}

export interface Acl {
  /** Bits: 1 read, 2 write, 4 create, 8 delete, 16 admin. */
  readonly permissions: number
  readonly scheme: string
  readonly id: string
}

/** A session of an experiment's client. It doesn't reconnect: a lost line is something to be seen. */
export class ZnodeClient implements AsyncDisposable {
  readonly endpoint: string
  readonly #connection: WireConnection
  readonly #line: { isClosing: boolean }
  /** Sent and answered, without handshake and pings. */
  requests = 0

  private constructor(connection: WireConnection, endpoint: string, line: { isClosing: boolean }) {
    this.#connection = connection
    this.#line = line
    this.endpoint = endpoint
  }

  /** @throws OrreryError of the last member tried; `auth` at once */
  static async open(
    options: ClientOptions,
    listener: ClientListener,
    signal: AbortSignal,
  ): Promise<ZnodeClient> {
    const line = { isClosing: false }
    const { connection, endpoint } = await openAny(
      {
        ...options,
        credentials: options.credentials,
        dialer: new Dialer(options.tls),
        former: undefined,
        meterOf: (each) => new Meter(each),
        onWatch: (zxid, event) => listener.onEvent?.(readEvent(zxid, event)),
        onClose: (error) => {
          if (!line.isClosing) listener.onLost?.(error)
        },
      },
      signal,
    )
    return new ZnodeClient(connection, endpoint, line)
  }

  /** As `dump` and `cons` show it: `0x1000…`. */
  get sessionId(): string {
    return `0x${BigInt.asUintN(64, this.#connection.session.id).toString(16)}`
  }

  /** As granted. */
  get timeoutMs(): number {
    return this.#connection.session.timeoutMs
  }

  /** @param flags of `createFlags`, added up @returns undefined: there is one of that name */
  create(path: string, data: string, flags: number): Promise<Created | undefined> {
    const body = new JuteWriter().string(path).bytes(Buffer.from(data))
    body.int(1).int(allPermissions).string('world').string('anyone').int(flags)
    const opcode = flags === createFlags.container ? op.createContainer : op.create
    return this.#ask(opcode, body, `create ${path}`, fault.nodeExists, (reply) => ({
      path: reply.body.string(),
      zxid: zxidOf(reply),
    }))
  }

  /** @returns the zxid of the change */
  async setData(path: string, data: string): Promise<string> {
    const body = new JuteWriter().string(path).bytes(Buffer.from(data)).int(anyVersion)
    return (await this.#ask(op.setData, body, `setData ${path}`, undefined, zxidOf)) ?? ''
  }

  /** @returns undefined: no such znode, and then no watch was left either */
  data(path: string, isWatched: boolean): Promise<ZnodeData | undefined> {
    const body = new JuteWriter().string(path).bool(isWatched)
    return this.#ask(reading.getData, body, `getData ${path}`, fault.noNode, ({ body: reader }) => {
      const text = reader.bytes().toString('utf8')
      return { text, version: reader.buffer.readInt32BE(reader.at + versionAt) }
    })
  }

  /** Names, in no order. @returns undefined: no such znode */
  children(path: string, isWatched: boolean): Promise<readonly string[] | undefined> {
    const body = new JuteWriter().string(path).bool(isWatched)
    return this.#ask(reading.getChildren, body, `getChildren ${path}`, fault.noNode, ({ body: reader }) => {
      const names: string[] = []
      reader.strings((name) => names.push(name))
      return names
    })
  }

  /** @returns whether it is gone: false while it has children; one that wasn't there is gone @throws OrreryError */
  async remove(path: string): Promise<boolean> {
    const body = new JuteWriter().string(path).int(anyVersion)
    const error = await this.#request(op.delete, body, (reply) => reply.error)
    if (error === 0 || error === fault.noNode) return true
    if (error === fault.notEmpty) return false
    throw answeredError(error, `delete ${path}`)
  }

  /** When it resolves, this member has all that was committed before, and all watches on it were told. */
  async sync(path: string): Promise<void> {
    await this.#ask(op.sync, new JuteWriter().string(path), `sync ${path}`, undefined, () => null)
  }

  /** Needs 3.6. @param mode of `watchModes` @throws OrreryError `unsupported`, or `refused` by servers that hang up */
  async addWatch(path: string, mode: number): Promise<void> {
    const body = new JuteWriter().string(path).int(mode)
    await this.#ask(reading.addWatch, body, `addWatch ${path}`, undefined, () => null)
  }

  /** @returns undefined: no such znode @throws OrreryError `forbidden`: it asks for READ or ADMIN */
  acl(path: string): Promise<readonly Acl[] | undefined> {
    const body = new JuteWriter().string(path)
    return this.#ask(op.getAcl, body, `getAcl ${path}`, fault.noNode, ({ body: reader }) =>
      Array.from({ length: reader.int() }, () => {
        const permissions = reader.int()
        const scheme = reader.string()
        return { permissions, scheme, id: reader.string() }
      }),
    )
  }

  /** Schemes that the session is authenticated by. Needs 3.7. @throws OrreryError */
  async schemes(): Promise<readonly string[]> {
    const read = ({ body: reader }: WireReply) =>
      Array.from({ length: reader.int() }, () => {
        const scheme = reader.string()
        reader.string()
        return scheme
      })
    return (await this.#ask(op.whoAmI, new JuteWriter(0), 'whoAmI', undefined, read)) ?? []
  }

  /** Says goodbye: its ephemerals go at once. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#line.isClosing = true
    await this.#connection.close()
  }

  /** @param absent the fault that is an answer: undefined is given then */
  #ask<T>(
    opcode: number,
    body: JuteWriter,
    what: string,
    absent: number | undefined,
    read: (reply: WireReply) => T,
  ): Promise<T | undefined> {
    return this.#request(opcode, body, (reply) => {
      if (reply.error === 0) return read(reply)
      if (reply.error === absent) return undefined
      throw answeredError(reply.error, what)
    })
  }

  async #request<T>(opcode: number, body: JuteWriter, read: (reply: WireReply) => T): Promise<T> {
    this.requests++
    const never = new AbortController().signal
    return withDeadline(requestLimitMs, this.endpoint, never, () =>
      this.#connection.request(opcode, body, read),
    )
  }
}

export interface Created {
  readonly path: string
  readonly zxid: string
}

export interface ZnodeData {
  readonly text: string
  readonly version: number
}

const types = { 1: 'created', 2: 'deleted', 3: 'changed', 4: 'children' } as const

/** WatcherEvent: type int, state int, path string. Type −1 is about the session. */
function readEvent(zxid: bigint, reader: JuteReader): ZnodeEvent {
  const type = types[reader.int() as keyof typeof types] ?? 'other'
  reader.int()
  return { type, path: reader.string(), zxid: zxid > 0n ? hex(zxid) : null }
}

/** ReplyHeader before the body: xid int, zxid long, err int. After a write it is the zxid of that write. */
function zxidOf({ body }: WireReply): string {
  return hex(body.buffer.readBigInt64BE(4))
}

const hex = (zxid: bigint): string => `0x${zxid.toString(16)}`
