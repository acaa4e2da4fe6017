import type { ActorModule, Told } from '../../../experiment.ts'
import type { LockVariant } from '../../../../../shared/systems/zookeeper-locks.ts'
import { instant, tellSession, type SessionOptions } from '../client/actor-session.ts'
import { below, sequenceOf } from '../client/places.ts'
import { createFlags, type Created, type ZnodeClient, type ZnodeEvent } from '../client/znode-client.ts'

export interface ContenderOptions extends SessionOptions {
  /** Path of the lock's znode. */
  readonly lock: string
  readonly variant: LockVariant
}

/** Of the herd: the one znode that is the lock. */
const ownerName = 'owner'
const seatPrefix = 'seat-'

/** A client that wants the lock once, and keeps it until it is told to let go. */
export const contender: ActorModule = async (options, tell) => {
  const { lock, variant, ...session } = options as unknown as ContenderOptions
  const waiter = new Contender(lock, variant, tell)
  const client = await tellSession(session, { onEvent: (event) => waiter.take(event) }, tell)
  waiter.client = client
  return {
    commands: {
      /** Answers when it owns or waits; what comes after is told. */
      contend: async () => {
        await waiter.contend()
        return null
      },
      release: async () => {
        await waiter.release()
        return null
      },
    },
    async [Symbol.asyncDispose]() {
      tell({ what: 'left', says: '', data: { at: instant() } })
      await client[Symbol.asyncDispose]()
    },
  }
}

class Contender {
  client!: ZnodeClient
  readonly #lock: string
  readonly #variant: LockVariant
  readonly #tell: (told: Told) => void
  #mine: Created | undefined
  /** Its first request is behind it. */
  #hasArrived = false
  #requestsBefore = 0

  constructor(lock: string, variant: LockVariant, tell: (told: Told) => void) {
    this.#lock = lock
    this.#variant = variant
    this.#tell = tell
  }

  async contend(): Promise<void> {
    this.#requestsBefore = this.client.requests
    await (this.#variant === 'herd' ? this.#grab() : this.#queue())
  }

  async release(): Promise<void> {
    const mine = this.#mine
    if (mine === undefined) return
    const name = this.#nameOf(mine)
    this.#tell({ what: 'released', says: `Lets go: delete ${name}`, data: this.#stamped({}) })
    this.#mine = undefined
    await this.client.remove(mine.path)
  }

  /** A watch fired: it looks again, as each recipe says. */
  take({ type, path }: ZnodeEvent): void {
    if (type === 'other') return
    const znode = path.slice(this.#lock.length + 1)
    const says = `Told that ${znode} is ${type === 'deleted' ? 'gone' : type}`
    this.#tell({ what: 'notified', says, tone: 'info', data: { znode, type, at: instant() } })
    const look = this.#variant === 'herd' ? this.#grab() : this.#look()
    // a lost line is told by the session
    look.catch(() => undefined)
  }

  /** All for one znode: who creates it owns; the others watch it, and try again when it goes. */
  async #grab(): Promise<void> {
    const path = below(this.#lock, ownerName)
    for (;;) {
      const created = await this.client.create(path, '', createFlags.ephemeral)
      this.#arrived(ownerName)
      if (created !== undefined) return this.#own(created)
      if (await this.#waitsFor(ownerName)) return
    }
  }

  /** A seat with a number that the server gives: the lowest owns. */
  async #queue(): Promise<void> {
    const path = below(this.#lock, seatPrefix)
    const created = await this.client.create(path, '', createFlags.ephemeral + createFlags.sequential)
    if (created === undefined) return
    this.#mine = created
    this.#arrived(this.#nameOf(created))
    await this.#look()
  }

  /** Only the seat before one's own is watched. When it goes, its owner may have died waiting: so one looks again. */
  async #look(): Promise<void> {
    const mine = this.#mine
    if (mine === undefined) return
    const own = sequenceOf(mine.path)
    for (;;) {
      const names = (await this.client.children(this.#lock, false)) ?? []
      const before = names
        .filter((name) => sequenceOf(name) < own)
        .toSorted((a, b) => sequenceOf(b) - sequenceOf(a))[0]
      if (before === undefined) return this.#own(mine)
      if (await this.#waitsFor(before)) return
    }
  }

  /** getData, not exists: of a znode that is gone already, exists would leave a watch for its coming. */
  async #waitsFor(name: string): Promise<boolean> {
    const isThere = (await this.client.data(below(this.#lock, name), true)) !== undefined
    if (isThere)
      this.#tell({
        what: 'waiting',
        says: `Waits, with a watch on ${name}`,
        data: this.#stamped({ watches: name }),
      })
    return isThere
  }

  #own(created: Created): void {
    this.#mine = created
    const znode = this.#nameOf(created)
    const says = `Owns the lock by ${znode}, created by zxid ${created.zxid}`
    this.#tell({ what: 'owning', says, tone: 'ok', data: this.#stamped({ znode, token: created.zxid }) })
  }

  #arrived(znode: string): void {
    if (this.#hasArrived) return
    this.#hasArrived = true
    this.#tell({ what: 'arrived', says: '', data: this.#stamped({ znode }) })
  }

  #nameOf({ path }: Created): string {
    return path.slice(this.#lock.length + 1)
  }

  #stamped(data: Readonly<Record<string, string>>) {
    return { ...data, requests: this.client.requests - this.#requestsBefore, at: instant() }
  }
}
