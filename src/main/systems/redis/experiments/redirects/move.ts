import type { RunContext } from '../../../experiment.ts'
import { OrreryError } from '../../../../../shared/base/errors.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import { slotOf } from '../../../../../shared/systems/redis-slots.ts'
import type { RedirectPlan, SlotPhase } from '../../../../../shared/systems/redis-redirects.ts'
import type { Actor } from '../../../experiment.ts'
import { instant } from '../client/instant.ts'
import { findMasters, type Master, masterOf, type Masters } from '../client/masters.ts'
import { NodeClients } from '../client/node-client.ts'
import { reachOf } from '../client/reach.ts'
import { SlotMover } from '../client/slot-mover.ts'
import { borrowedName, tagged } from '../client/tags.ts'
import { valueOf } from './reader.ts'

/** Tags that are tried until one hashes to a slot without keys. */
const triedTags = 200

interface Chosen {
  readonly tag: string
  readonly keys: readonly string[]
  readonly home: Master
  readonly away: Master
  readonly masters: Masters
  readonly mover: SlotMover
}

/** What the steps of one run share: the slot, and how far it has moved. */
export class Move {
  readonly #plan: RedirectPlan
  #chosen: Chosen | undefined
  #reader: Actor | undefined
  #moved = 0

  constructor(plan: RedirectPlan) {
    this.#plan = plan
  }

  get #slot(): Chosen {
    if (this.#chosen === undefined) throw new OrreryError('bug', 'No slot was chosen')
    return this.#chosen
  }

  /** A slot that holds no key, our keys in it, and a client whose table has it right. */
  async prepare(context: RunContext): Promise<void> {
    const reach = reachOf(context.connection)
    const clients = context.hold(new NodeClients(reach))
    const masters = await findMasters(reach, clients, context.signal)
    const { tag, home, away, keys, mover } = (this.#chosen = await this.#choose(context, masters, clients))
    const { slot } = mover
    const data = { slot, tag, home: home.address, away: away.address, keys, at: instant() }
    const says = `Slot ${slot} of ${home.address} holds no key; ${tag} hashes to it. It will go to ${away.address}`
    context.tell('observed', 'cluster', { what: 'slot', says, data })
    const client = await clients.to(home.address, context.signal)
    for (const key of keys) {
      context.creating({ kind: 'key', name: key })
      await client.ask(['SET', key, valueOf(key)], context.signal)
    }
    const options = { reach, client: this.#plan.client, keys, home: home.address }
    this.#reader = await context.actor('client', 'reader', options as unknown as Json)
    await this.#round(context, 'home')
  }

  /** IMPORTING at the one, MIGRATING at the other. */
  async open(context: RunContext): Promise<void> {
    const { tag, home, away, mover } = this.#slot
    context.creating({ kind: 'slot', name: borrowedName({ tag, homeId: home.id }) })
    await mover.open(home, away, context.signal)
    this.#tellMove(context, 'open', `${away.address} IMPORTING, ${home.address} MIGRATING`)
    await this.#round(context, 'open')
  }

  /** Key by key, each followed by reading all. */
  async migrate(context: RunContext, until: number): Promise<void> {
    const { keys, home, away, mover } = this.#slot
    for (const key of keys.slice(this.#moved, until)) {
      await mover.migrate([key], home, away, context.signal)
      this.#moved += 1
      const phase = this.#moved === keys.length ? 'moved' : 'moving'
      this.#tellMove(
        context,
        phase,
        `MIGRATE ${key}: ${this.#moved} of ${keys.length} are at ${away.address}`,
      )
      await this.#round(context, phase)
    }
  }

  async assign(context: RunContext): Promise<void> {
    const { home, away, masters, mover } = this.#slot
    // somebody else's key may have come into the slot meanwhile: it moves as any reshard moves it
    await mover.migrateAll(home, away, context.signal)
    await mover.assign(
      away,
      [home, ...masters.all.filter((each) => each !== home && each !== away)],
      context.signal,
    )
    this.#tellMove(context, 'assigned', `SETSLOT NODE: slot ${mover.slot} is ${away.address}’s`)
    await this.#round(context, 'assigned')
    await this.#round(context, 'assigned')
  }

  async #round(context: RunContext, phase: SlotPhase): Promise<void> {
    await this.#reader?.ask('round', { phase, moved: this.#moved }, context.signal)
    await context.pass(this.#plan.everyMs)
  }

  #tellMove(context: RunContext, phase: SlotPhase, says: string): void {
    const data = { phase, moved: this.#moved, at: instant() }
    context.tell('observed', 'cluster', { what: 'move', says, tone: 'info', data })
  }

  async #choose(context: RunContext, masters: Masters, clients: NodeClients): Promise<Chosen> {
    const { signal, connection } = context
    for (let i = 0; i < triedTags; i++) {
      const tag = tagged(context.name(`t${i}`))
      const home = masterOf(masters, slotOf(tag))
      const away = masters.all.find((each) => each !== home)
      if (away === undefined) break
      const mover = new SlotMover(slotOf(tag), clients, connection.credentials)
      if ((await mover.countOn(home, signal)) + (await mover.countOn(away, signal)) > 0) continue
      const keys = Array.from({ length: this.#plan.keys }, (_, k) => `${tag}.k${k + 1}`)
      return { tag, keys, home, away, masters, mover }
    }
    throw new OrreryError('refused', `None of ${triedTags} tags hashes to a slot that holds no key`, {
      fix: 'Every slot of this cluster is in use: try it on a cluster with fewer keys.',
    })
  }
}
