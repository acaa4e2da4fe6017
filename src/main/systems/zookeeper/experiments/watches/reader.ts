import { setTimeout as pause } from 'node:timers/promises'
import type { ActorModule, Told } from '../../../experiment.ts'
import { type WatchPlan, watchPlan } from '../../../../../shared/systems/zookeeper-watches.ts'
import { instant, tellSession, type SessionOptions } from '../client/actor-session.ts'
import { below } from '../client/places.ts'
import { watchModes, type ZnodeClient, type ZnodeEvent } from '../client/znode-client.ts'
import { watchedName } from './writer.ts'

export interface ReaderOptions extends SessionOptions {
  readonly room: string
  readonly parameters: Readonly<Record<string, number | string>>
}

const eventNames: Readonly<Record<ZnodeEvent['type'], string>> = {
  created: 'NodeCreated',
  deleted: 'NodeDeleted',
  changed: 'NodeDataChanged',
  children: 'NodeChildrenChanged',
  other: 'an event',
}

/** The client that wants to know: it sets its watch, works on each notification, then reads. */
export const reader: ActorModule = async (options, tell) => {
  const { room, parameters, ...session } = options as unknown as ReaderOptions
  const watching = new Watching(watchPlan(parameters), room, tell)
  const client = await tellSession(session, { onEvent: (event) => watching.take(event) }, tell)
  watching.client = client
  return {
    commands: {
      arm: async () => {
        await watching.arm()
        return null
      },
      settle: async () => {
        await watching.settle()
        return null
      },
    },
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  }
}

class Watching {
  client!: ZnodeClient
  readonly #plan: WatchPlan
  readonly #room: string
  readonly #tell: (told: Told) => void
  /** Worked off one after the other, as a client's event thread does. */
  #work: Promise<void> = Promise.resolve()
  #notified = 0
  #isSettled = false

  constructor(plan: WatchPlan, room: string, tell: (told: Told) => void) {
    this.#plan = plan
    this.#room = room
    this.#tell = tell
  }

  /** A persistent watch is set before the first read: in the other order a change could slip through between the two. */
  async arm(): Promise<void> {
    const { variant } = this.#plan
    if (variant === 'persistent' || variant === 'recursive') {
      await this.client.addWatch(below(this.#room, watchedName), watchModes[variant])
      const says = `addWatch ${watchedName} ${variant === 'recursive' ? 'PERSISTENT_RECURSIVE' : 'PERSISTENT'}`
      this.#tell({ what: 'armed', says, data: { znode: watchedName, at: instant() } })
    }
    await this.#read(watchedName, variant !== 'persistent' && variant !== 'recursive')
  }

  take({ type, path, zxid }: ZnodeEvent): void {
    // about the session, not about a znode; and what the writer's leaving does is no part of the experiment
    if (type === 'other' || this.#isSettled) return
    const znode = path.slice(this.#room.length + 1)
    this.#notified++
    this.#tell({
      what: 'notified',
      says: `${eventNames[type]} ${znode}: notification ${this.#notified}`,
      tone: 'info',
      data: { znode, type, zxid, at: instant() },
    })
    this.#work = this.#work.then(() => this.#answer(znode))
  }

  /** Events on a connection come before answers that follow them, so after `sync` none of ours is on its way. */
  async settle(): Promise<void> {
    let known = -1
    while (known !== this.#notified) {
      known = this.#notified
      await this.#work
      await this.client.sync(below(this.#room, watchedName))
    }
    this.#isSettled = true
    this.#tell({ what: 'settled', says: '', data: { at: instant() } })
  }

  async #answer(znode: string): Promise<void> {
    await pause(this.#plan.workMs)
    await this.#read(znode, this.#plan.variant === 'one-shot' || this.#plan.variant === 'child')
  }

  /** One request reads and, if wanted, sets the one-shot watch: nothing fits between the two. */
  async #read(znode: string, isArmed: boolean): Promise<void> {
    const path = below(this.#room, znode)
    const isChild = this.#plan.variant === 'child'
    const state = isChild
      ? ((await this.client.children(path, isArmed))?.length ?? 0)
      : Number((await this.client.data(path, isArmed))?.text ?? 0)
    const request = isChild ? 'getChildren' : 'getData'
    const found = isChild ? `${state} children` : `the state of change ${state}`
    const says = `${request}${isArmed ? ' with a watch' : ''} ${znode}: ${found}`
    this.#tell({ what: 'read', says, data: { znode, state, isArmed, at: instant() } })
  }
}
