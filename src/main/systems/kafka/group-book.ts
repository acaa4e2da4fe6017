import { decodeListGroups, type ListedGroup } from './ask/list-groups.ts'
import type { Answered } from './raw.ts'
import { Reader } from './wire/bytes.ts'

/** A group and the broker that coordinates it. */
export interface KnownGroup extends ListedGroup {
  readonly coordinator: number
}

interface Page {
  readonly bytes: Uint8Array
  readonly groups: readonly KnownGroup[]
}

/** The groups that each coordinator listed last. Equal bytes give the same list again. */
export class GroupBook {
  readonly #pages = new Map<number, Page>()
  #all: ReadonlyMap<string, KnownGroup> | undefined

  /** @returns the error code, and the groups that this broker coordinates */
  read(answer: Answered): { error: number; groups: readonly KnownGroup[] } {
    const known = this.#pages.get(answer.broker)
    if (known !== undefined && Buffer.compare(known.bytes, answer.body) === 0)
      return { error: 0, groups: known.groups }
    const { error, groups } = decodeListGroups(new Reader(answer.body), answer.version)
    if (error !== 0) return { error, groups: [] }
    const page = {
      bytes: Uint8Array.from(answer.body),
      groups: groups.map((group) => ({ ...group, coordinator: answer.broker })).sort(byId),
    }
    this.#pages.set(answer.broker, page)
    this.#all = undefined
    return { error, groups: page.groups }
  }

  /** Forgets what brokers listed that aren't there any more: their groups move to other coordinators. */
  keepOnly(brokers: ReadonlySet<number>): void {
    for (const broker of this.#pages.keys())
      if (!brokers.has(broker)) {
        this.#pages.delete(broker)
        this.#all = undefined
      }
  }

  /** Whether each of these has listed its groups, now or earlier: else a group that isn't there may still exist. */
  listedBy(brokers: readonly number[]): boolean {
    return brokers.every((broker) => this.#pages.has(broker))
  }

  /** All groups by id, in the order of ids. The same map while nothing changed. */
  all(): ReadonlyMap<string, KnownGroup> {
    if (this.#all === undefined) {
      const groups = [...this.#pages.values()].flatMap((page) => page.groups).sort(byId)
      this.#all = new Map(groups.map((group) => [group.id, group]))
    }
    return this.#all
  }
}

function byId(a: ListedGroup, b: ListedGroup): number {
  return a.id < b.id ? -1 : 1
}
