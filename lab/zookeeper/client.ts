import { bytes, int, ops, Session, text, ZooKeeperError } from './wire.ts'

const noNode = -101
const nodeExists = -110
const anyVersion = int(-1)
const allPermissions = 31

export interface CreateOptions {
  /** Goes with the session. */
  readonly ephemeral?: boolean
  /** The server appends a growing number to the path. */
  readonly sequential?: boolean
  /** The one digest id that may do everything with it; everyone unless told. */
  readonly onlyFor?: string
}

/** The few things that the lab does to a tree of znodes. */
export class ZooKeeperClient implements AsyncDisposable {
  readonly session: Session

  private constructor(session: Session) {
    this.session = session
  }

  /**
   * @param endpoint of one member
   * @param timeoutMs asked for; how long the session outlives its connection
   */
  static async open(endpoint: string, timeoutMs?: number): Promise<ZooKeeperClient> {
    return new ZooKeeperClient(await Session.open(endpoint, timeoutMs))
  }

  /** @returns the path as created, with its number if sequential */
  async create(path: string, data: string | Buffer = '', options: CreateOptions = {}): Promise<string> {
    const { ephemeral = false, sequential = false, onlyFor } = options
    const [scheme, id] = onlyFor === undefined ? ['world', 'anyone'] : ['digest', onlyFor]
    const answer = await this.session.ask(ops.create, [
      text(path),
      bytes(Buffer.from(data)),
      ...[int(1), int(allPermissions), text(scheme), text(id)],
      int((ephemeral ? 1 : 0) + (sequential ? 2 : 0)),
    ])
    return answer.toString('utf8', 4, 4 + answer.readInt32BE(0))
  }

  /** Creates a path, and what is missing above it. */
  async ensure(path: string): Promise<void> {
    const names = path.split('/').slice(1)
    for (let depth = 1; depth <= names.length; depth++) {
      await this.create(`/${names.slice(0, depth).join('/')}`).catch((error: unknown) => {
        if (!(error instanceof ZooKeeperError && error.code === nodeExists)) throw error
      })
    }
  }

  async set(path: string, data: string | Buffer): Promise<void> {
    await this.session.ask(ops.setData, [text(path), bytes(Buffer.from(data)), anyVersion])
  }

  async remove(path: string): Promise<void> {
    await this.session.ask(ops.remove, [text(path), anyVersion])
  }

  async data(path: string): Promise<Buffer> {
    const answer = await this.session.ask(ops.getData, [text(path), Buffer.from([0])])
    const length = answer.readInt32BE(0)
    return Buffer.from(answer.subarray(4, 4 + Math.max(0, length)))
  }

  async children(path: string): Promise<string[]> {
    const answer = await this.session.ask(ops.getChildren, [text(path), Buffer.from([0])])
    let at = 4
    return Array.from({ length: answer.readInt32BE(0) }, () => {
      const end = at + 4 + answer.readInt32BE(at)
      const name = answer.toString('utf8', at + 4, end)
      at = end
      return name
    })
  }

  /** @param watch fires once, with the session's `watchWith`, when the node comes, changes or goes */
  async exists(path: string, watch = false): Promise<boolean> {
    try {
      await this.session.ask(ops.exists, [text(path), Buffer.from([watch ? 1 : 0])])
      return true
    } catch (error) {
      if (error instanceof ZooKeeperError && error.code === noNode) return false
      throw error
    }
  }

  /** Adds an identity of the digest scheme to the session. */
  async authenticate(user: string, password: string): Promise<void> {
    await this.session.ask(ops.auth, [int(0), text('digest'), bytes(Buffer.from(`${user}:${password}`))])
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.session[Symbol.asyncDispose]()
  }
}
