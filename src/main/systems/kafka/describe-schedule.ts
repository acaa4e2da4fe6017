import type { KnownGroup } from './group-book.ts'

/** Members may change without the listed state changing, if a rebalance fits between two samples. */
const SETTLED_MS = 10_000
const EMPTY_MS = 60_000
/** Of those that are only due by age, per coordinator and tick: spreads the work. */
const MOST_BY_AGE = 60

interface Described {
  readonly state: string
  readonly coordinator: number
  readonly at: number
}

/** Which groups to describe: at once when their state or coordinator changes or isn't settled, else now and then. */
export class DescribeSchedule {
  readonly #described = new Map<string, Described>()

  /** @returns those due, of one coordinator's groups, and counts them as described */
  due(groups: readonly KnownGroup[], now: number): KnownGroup[] {
    const byAge: KnownGroup[] = []
    const atOnce: KnownGroup[] = []
    for (const group of groups) {
      if (group.type !== 'classic' && group.type !== 'consumer') continue
      const last = this.#described.get(group.id)
      if (last?.state !== group.state || last.coordinator !== group.coordinator || unsettled(group.state))
        atOnce.push(group)
      else if (now - last.at >= (group.state === 'Empty' ? EMPTY_MS : SETTLED_MS)) byAge.push(group)
    }
    const due = [...atOnce, ...byAge.slice(0, MOST_BY_AGE)]
    for (const { id, state, coordinator } of due) this.#described.set(id, { state, coordinator, at: now })
    return due
  }

  /** Describes these again at the next tick: they weren't answered. */
  forget(groups: readonly KnownGroup[]): void {
    for (const group of groups) this.#described.delete(group.id)
  }
}

function unsettled(state: string): boolean {
  return state !== 'Stable' && state !== 'Empty' && state !== 'Dead'
}
