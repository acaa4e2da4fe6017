import { setTimeout as sleep } from 'node:timers/promises'
import { OrreryError } from '../../../../../../shared/base/errors.ts'
import { errorName, NONE } from '../../../wire/errors.ts'
import { decodeFetch, encodeFetch, fetchApi, type FetchedPartition } from '../../ask/fetch.ts'
import { readRecords } from '../../ask/records.ts'
import { type Access, BrokerSet } from '../../broker-set.ts'
import { FETCH_WAIT_MS } from './options.ts'

const LIMIT_MS = 30_000
/** The leader moved, or isn't known yet: 3, 5, 6, 9, 74, 75, 78 and 100. */
const leaderMoves: readonly number[] = [3, 5, 6, 9, 74, 75, 78, 100]

/** Reads what it is given to read, from the leaders, on and on; what it is told to drop is not delivered from then on. */
export class PartitionReader implements Disposable {
  readonly #brokers: BrokerSet
  readonly #topic: string
  readonly #deliver: (partition: number, value: string) => void
  readonly #positions = new Map<number, number>()
  readonly #stop = new AbortController()
  #leaders = new Map<number, number>()
  #something = Promise.withResolvers<void>()

  constructor(access: Access, topic: string, deliver: (partition: number, value: string) => void) {
    this.#brokers = new BrokerSet(access)
    this.#topic = topic
    this.#deliver = deliver
    void this.#readOn()
  }

  /** Of all that is read: the next offset. */
  get positions(): ReadonlyMap<number, number> {
    return new Map(this.#positions)
  }

  /** @param offsets where to begin, by partition */
  take(offsets: ReadonlyMap<number, number>): void {
    for (const [partition, offset] of offsets) this.#positions.set(partition, offset)
    this.#something.resolve()
  }

  /** @returns the next offset of each that was read */
  drop(partitions: readonly number[]): ReadonlyMap<number, number> {
    const dropped = new Map<number, number>()
    for (const partition of partitions) {
      const position = this.#positions.get(partition)
      if (position !== undefined) dropped.set(partition, position)
      this.#positions.delete(partition)
    }
    return dropped
  }

  [Symbol.dispose](): void {
    this.#stop.abort(new OrreryError('cancelled', 'Nothing more is read'))
    this.#something.resolve()
    this.#brokers[Symbol.dispose]()
  }

  async #readOn(): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      if (this.#positions.size === 0) {
        this.#something = Promise.withResolvers<void>()
        await this.#something.promise
        continue
      }
      try {
        await this.#readOnce(signal)
      } catch (error) {
        // the client is leaving; anything else ends the thread, and so the run
        if (!signal.aborted) throw error
      }
    }
  }

  async #readOnce(signal: AbortSignal): Promise<void> {
    const known = ([partition]: readonly [number, number]) => this.#leaders.has(partition)
    if (![...this.#positions].every(known)) await this.#findLeaders(signal)
    const led = [...this.#positions].filter(known)
    // until an election is over a partition has no leader: asked again after a fetch of the others, or a while
    if (led.length === 0) return sleep(FETCH_WAIT_MS, undefined, { signal })
    const byLeader = Map.groupBy(led, ([partition]) => this.#leaders.get(partition)!)
    await Promise.all([...byLeader].map(([leader, offsets]) => this.#fetch(leader, new Map(offsets), signal)))
  }

  async #fetch(leader: number, offsets: ReadonlyMap<number, number>, signal: AbortSignal): Promise<void> {
    const request = {
      topic: this.#topic,
      offsets,
      maxWaitMs: FETCH_WAIT_MS,
      isolation: 'read_committed',
    } as const
    const { body } = await this.#brokers.ask(leader, fetchApi, () => encodeFetch(request), LIMIT_MS, signal)
    const { error, partitions } = decodeFetch(body)
    if (error !== NONE) throw new OrreryError('protocol', `Fetch: ${errorName(error)}`)
    for (const fetched of partitions) this.#take(fetched, offsets.get(fetched.partition))
  }

  #take({ partition, error, records }: FetchedPartition, from: number | undefined): void {
    if (leaderMoves.includes(error)) {
      this.#leaders.delete(partition)
      return
    }
    if (error !== NONE)
      throw new OrreryError('protocol', `Fetch of partition ${String(partition)}: ${errorName(error)}`)
    // dropped, or set elsewhere, while the answer was on its way
    if (from === undefined || this.#positions.get(partition) !== from) return
    const read = readRecords(records, from)
    for (const { value } of read.records) this.#deliver(partition, value ?? '')
    this.#positions.set(partition, read.next)
  }

  async #findLeaders(signal: AbortSignal): Promise<void> {
    const { topics } = await this.#brokers.see([this.#topic], LIMIT_MS, signal)
    const topic = topics.find(({ error }) => error === NONE)
    if (topic === undefined) throw new OrreryError('not-found', `The topic ${this.#topic} is gone`)
    this.#leaders = new Map(
      topic.partitions
        .filter(({ leader }) => leader >= 0)
        .map(({ partition, leader }) => [partition, leader]),
    )
  }
}
