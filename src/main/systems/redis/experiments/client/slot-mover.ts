import type { Connection } from '../../../system.ts'
import { parseAddress } from '../../../base/address.ts'
import type { Master } from './masters.ts'
import type { NodeClients } from './node-client.ts'

const migrateLimitMs = 5_000
/** Keys of one GETKEYSINSLOT: small batches, as MIGRATE blocks both nodes. */
const batch = 20

/** Moves one slot between two masters, as `redis-cli --cluster reshard` does it. */
export class SlotMover {
  readonly slot: number
  readonly #clients: NodeClients
  readonly #credentials: Connection['credentials']

  constructor(slot: number, clients: NodeClients, credentials: Connection['credentials']) {
    this.slot = slot
    this.#clients = clients
    this.#credentials = credentials
  }

  /** The taker first: else it would answer who is sent there with MOVED. */
  async open(from: Master, to: Master, signal: AbortSignal): Promise<void> {
    await this.#setSlot(to, ['IMPORTING', from.id], signal)
    await this.#setSlot(from, ['MIGRATING', to.id], signal)
  }

  async migrate(keys: readonly string[], from: Master, to: Master, signal: AbortSignal): Promise<void> {
    if (keys.length === 0) return
    const { host, port } = parseAddress(to.address)
    const client = await this.#clients.to(from.address, signal)
    const way = ['MIGRATE', host, String(port), '', '0', String(migrateLimitMs)]
    await client.ask([...way, ...this.#auth(), 'KEYS', ...keys], signal)
  }

  /** All that a node holds of the slot, whoever wrote it. @returns how many there were */
  async migrateAll(from: Master, to: Master, signal: AbortSignal): Promise<number> {
    for (let moved = 0; ;) {
      const keys = await this.keysOn(from, signal)
      if (keys.length === 0) return moved
      await this.migrate(keys, from, to, signal)
      moved += keys.length
    }
  }

  /** The new owner first: its claim, with a higher epoch, is what the others hear of. */
  async assign(owner: Master, others: readonly Master[], signal: AbortSignal): Promise<void> {
    for (const master of [owner, ...others]) await this.#setSlot(master, ['NODE', owner.id], signal)
  }

  async stable(master: Master, signal: AbortSignal): Promise<void> {
    await this.#setSlot(master, ['STABLE'], signal)
  }

  async keysOn(master: Master, signal: AbortSignal): Promise<readonly string[]> {
    const client = await this.#clients.to(master.address, signal)
    const reply = await client.ask(['CLUSTER', 'GETKEYSINSLOT', String(this.slot), String(batch)], signal)
    return Array.isArray(reply) ? reply.map(String) : []
  }

  async countOn(master: Master, signal: AbortSignal): Promise<number> {
    const client = await this.#clients.to(master.address, signal)
    return Number(await client.ask(['CLUSTER', 'COUNTKEYSINSLOT', String(this.slot)], signal))
  }

  async #setSlot(master: Master, what: readonly string[], signal: AbortSignal): Promise<void> {
    const client = await this.#clients.to(master.address, signal)
    await client.ask(['CLUSTER', 'SETSLOT', String(this.slot), ...what], signal)
  }

  /** What MIGRATE tells the other node: it connects as we do. */
  #auth(): readonly string[] {
    if (this.#credentials === undefined) return []
    const { username, password } = this.#credentials
    return username === '' || username === 'default' ? ['AUTH', password] : ['AUTH2', username, password]
  }
}
