import type { Strategy } from '../../../../../shared/systems/kafka-rebalance.ts'
import { leastMoves } from '../../../../../shared/systems/kafka-rebalance-changes.ts'
import { clientStrategies } from './assignors/of-strategy.ts'
import { firstMembers } from './settings.ts'

/** What a change of the members must cost, by the assignors alone. */
export interface Expected {
  readonly moves: number
  readonly least: number
}

/** The members after the start and after each of the script's changes. */
export function scriptMembers(members: number): readonly (readonly string[])[] {
  const first = firstMembers(members)
  const joined = [...first, `m${String(members + 1)}`]
  const without = (name: string) => joined.filter((member) => member !== name)
  return [first, joined, without('m2'), joined, without('m1')]
}

/**
 * Range and round robin go by nothing but the members, so what they move can be computed. Those that stick move the
 * least that is possible.
 */
export function expectedMoves(strategy: Strategy, partitions: number, members: number): readonly Expected[] {
  // who sticks moves as little as is possible from an even state, whichever it is: range's is one
  const isMemoryless = strategy === 'range' || strategy === 'round-robin'
  const states = scriptMembers(members).map((names) => ({
    names,
    owners: ownersBy(isMemoryless ? strategy : 'range', partitions, names),
  }))
  return states.slice(1).map(({ names, owners }, i) => {
    const before = states[i]!.owners
    const least = leastMoves(before, names)
    const moved = [...owners].filter(([partition, owner]) => before.get(partition) !== owner).length
    return { moves: isMemoryless ? moved : least, least }
  })
}

function ownersBy(
  strategy: 'range' | 'round-robin',
  partitions: number,
  names: readonly string[],
): ReadonlyMap<number, string> {
  const candidates = names.map((id) => ({ id, owned: [], generation: -1 }))
  const given = clientStrategies[strategy].assign(candidates, partitions)
  return new Map([...given].flatMap(([id, has]) => has.map((partition) => [partition, id] as const)))
}
