import { OrreryError } from '../../../../../shared/base/errors.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import { slotOf } from '../../../../../shared/systems/redis-slots.ts'
import { doesGoOn, type LockPlan } from '../../../../../shared/systems/redis-lock.ts'
import type { Actor, RunContext } from '../../../experiment.ts'
import { instant } from '../client/instant.ts'
import { findMasters, masterOf } from '../client/masters.ts'
import { NodeClient, NodeClients } from '../client/node-client.ts'
import { type Reach, reachOf } from '../client/reach.ts'
import { type LockKeys, lockKeys } from './keys.ts'

const seenHz = 10
const triedEveryMs = 50
/** What is over by then will not come any more: an orphan is no lock that takes its time. */
const patience = 2.5

interface Place {
  readonly reach: Reach
  readonly address: string
  readonly keys: LockKeys
}

/** What the steps of one run share. */
export class LockRound {
  readonly #plan: LockPlan
  #place: Place | undefined
  #onlooker: NodeClient | undefined
  #first: Actor | undefined
  #next: Actor | undefined
  /** What the first owner does when it goes on. */
  #work: Promise<unknown> = Promise.resolve()

  constructor(plan: LockPlan) {
    this.#plan = plan
  }

  /** The store with a first value, somebody who looks at the lock, and the two who want it. */
  async create(context: RunContext): Promise<void> {
    const reach = reachOf(context.connection)
    const keys = lockKeys(context.name('lock'))
    using clients = new NodeClients(reach)
    const masters = await findMasters(reach, clients, context.signal)
    const { address } = masterOf(masters, slotOf(keys.lock))
    this.#place = { reach, address, keys }
    const onlooker = context.hold(await NodeClient.open(address, reach, context.signal))
    this.#onlooker = onlooker
    for (const name of Object.values(keys)) context.creating({ kind: 'key', name: String(name) })
    await onlooker.ask(['HSET', keys.store, 'value', 'first', 'token', '0'], context.signal)
    context.watch(seenHz, (signal) => this.#look(context, onlooker, keys, signal))
    // both before the lock's time begins to run
    this.#first = await this.#client(context, 'a')
    this.#next = await this.#client(context, 'b')
  }

  async takes(context: RunContext): Promise<void> {
    const owns =
      this.#plan.recipe === 'apart'
        ? await this.#first?.ask('begin', null, context.signal)
        : await this.#first?.ask('acquire', { limitMs: 0, everyMs: triedEveryMs }, context.signal)
    if (owns !== true) throw new OrreryError('refused', 'The lock is somebody else’s')
  }

  async stops(context: RunContext): Promise<void> {
    if (doesGoOn(this.#plan)) {
      this.#work = this.#first?.ask('pauseAndGoOn', this.#plan.pauseMs, context.signal) ?? this.#work
      // what it meets is met again where it is awaited
      this.#work.catch(() => undefined)
      return
    }
    const data = { client: 'a', at: instant() }
    await this.#first?.kill()
    const says = this.#plan.recipe === 'apart' ? 'Killed before its EXPIRE' : 'Killed while owning'
    context.tell('client', 'a', { what: 'killed', says, tone: 'bad', data })
  }

  /** The next one asks until it owns, or until there is no hope. */
  async follows(context: RunContext): Promise<void> {
    const { ttlMs } = this.#plan
    const limitMs = ttlMs * patience
    const owns = await this.#next?.ask('acquire', { limitMs, everyMs: triedEveryMs }, context.signal)
    if (owns === true) await this.#next?.ask('write', 'b', context.signal)
  }

  /** The next one owns for as long as it safely may; meanwhile the first may come back. */
  async ends(context: RunContext): Promise<void> {
    const owned = context.entries().some(({ actor, what }) => actor === 'b' && what === 'owning')
    if (owned) {
      await Promise.race([this.#work, context.pass(this.#plan.ttlMs * 0.7)])
      await this.#next?.ask('release', null, context.signal)
    }
    await this.#work
    await this.#readStore(context)
  }

  async #readStore(context: RunContext): Promise<void> {
    const { keys } = this.#needed
    const reply = await this.#onlooker?.ask(['HMGET', keys.store, 'value', 'token'], context.signal)
    const [value, token] = Array.isArray(reply) ? reply : []
    const data = {
      value: typeof value === 'string' ? value : null,
      token: typeof token === 'string' ? Number(token) : null,
      at: instant(),
    }
    const says = `The store has “${data.value ?? ''}”, written with token ${data.token ?? '?'}`
    context.tell('observed', 'store', { what: 'stored', says, tone: 'info', data })
  }

  get #needed(): Place {
    if (this.#place === undefined) throw new OrreryError('bug', 'The lock has no place yet')
    return this.#place
  }

  #client(context: RunContext, name: string): Promise<Actor> {
    const { recipe, ttlMs } = this.#plan
    const options = { ...this.#needed, recipe, ttlMs, name }
    return context.actor(name, 'holder', options as unknown as Json)
  }

  async #look(context: RunContext, client: NodeClient, keys: LockKeys, signal: AbortSignal): Promise<void> {
    const [owner, ttl] = await Promise.all([
      client.ask(['GET', keys.lock], signal),
      client.ask(['PTTL', keys.lock], signal),
    ])
    const ttlMs = Number(ttl) < 0 ? null : Number(ttl)
    const data = { owner: owner === null ? null : String(owner), ttlMs, at: instant() }
    context.tell('observed', 'lock', { what: 'lock', says: '', data })
  }
}
