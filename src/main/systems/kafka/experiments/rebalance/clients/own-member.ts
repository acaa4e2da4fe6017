import { setTimeout as sleep } from 'node:timers/promises'
import { OrreryError } from '../../../../../../shared/base/errors.ts'
import { errorName, NONE } from '../../../wire/errors.ts'
import { Coordinator } from './coordinator.ts'
import { listed, type MemberLog } from './member-log.ts'
import type { MemberOptions } from './options.ts'
import { PartitionReader } from './partition-reader.ts'

/**
 * What our own two members share: reading, committing every so often, and giving partitions back in the order of
 * Kafka's Java consumer: stop reading, commit, only then let go. What stays is read all the while.
 */
export class OwnMember {
  readonly options: MemberOptions
  readonly log: MemberLog
  readonly coordinator: Coordinator
  readonly reader: PartitionReader
  readonly #stop = new AbortController()
  readonly #timer: NodeJS.Timeout
  /** Who commits: '' and −1 as long as it isn't in the group. */
  memberId = ''
  /** Of the group (classic), or the member's epoch (consumer). */
  generation = -1

  constructor(options: MemberOptions, log: MemberLog) {
    const { access, group, topic } = options
    this.options = options
    this.log = log
    this.coordinator = new Coordinator(access, group, topic)
    this.reader = new PartitionReader(access, topic, (partition, value) =>
      log.delivered(partition, Number(value)),
    )
    this.#timer = setInterval(() => void this.#commitAll(), options.commitMs)
  }

  /** Aborts when the member leaves. */
  get leaving(): AbortSignal {
    return this.#stop.signal
  }

  get membership() {
    return { group: this.options.group, generation: this.generation, memberId: this.memberId }
  }

  /** Stops reading them, commits, and tells it. */
  async giveBack(partitions: readonly number[], says: string, signal: AbortSignal): Promise<void> {
    const positions = this.reader.drop(partitions)
    this.log.gaveUp('revoked', partitions, says)
    await this.commit(positions, signal)
  }

  /** @param owned all that it owns from now on */
  async take(owned: readonly number[], says: string, signal: AbortSignal): Promise<void> {
    const added = owned.filter((partition) => !this.log.owned.includes(partition))
    const offsets =
      added.length === 0 ? new Map<number, number>() : await this.coordinator.startOffsets(added, signal)
    this.log.assigned(owned, this.generation, says)
    this.reader.take(offsets)
  }

  /** The coordinator counts it out: what it owned isn't its own any more, and nothing may be committed. */
  thrownOut(error: number): void {
    const owned = this.log.owned
    this.reader.drop(owned)
    this.log.gaveUp('lost', owned, `${errorName(error)}: lost ${listed(owned)}, joins anew`)
    this.generation = -1
  }

  async commit(offsets: ReadonlyMap<number, number>, signal: AbortSignal): Promise<void> {
    if (offsets.size === 0 || this.generation < 0) return
    const error = await this.coordinator.commit(this.membership, offsets, signal)
    if (error === NONE) this.log.committed(offsets)
    else this.log.refused(errorName(error))
  }

  /** Waits for the next heartbeat, or until the member leaves. */
  rest(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.leaving }).catch(() => undefined)
  }

  /** Says goodbye: gives everything back, then `depart` tells the coordinator. */
  async leave(depart: (signal: AbortSignal) => Promise<void>): Promise<void> {
    clearInterval(this.#timer)
    this.#stop.abort(new OrreryError('cancelled', 'The member leaves'))
    const { signal } = new AbortController()
    const owned = this.log.owned
    await this.giveBack(owned, `gives back ${listed(owned)}, commits and leaves`, signal)
    await depart(signal)
    this.reader[Symbol.dispose]()
    this.coordinator[Symbol.dispose]()
    this.log[Symbol.dispose]()
  }

  async #commitAll(): Promise<void> {
    try {
      await this.commit(this.reader.positions, this.leaving)
    } catch (error) {
      if (!this.leaving.aborted) throw error
    }
  }
}
