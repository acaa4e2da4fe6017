import type { Found } from './differences.ts'
import type { Joined, JoinedSide } from './join.ts'

/**
 * What came or went with something that it is a part of: `topic/orders/0` and `topic/orders/0@2` with `topic/orders`.
 * A part's path goes on where the whole's ends, behind `/` or `@`.
 */
export class Parts {
  /** What came or went by itself. */
  readonly whole: readonly Found[]
  readonly #under = new Map<number, number[]>()

  constructor(joined: Joined, came: readonly Found[]) {
    const { paths } = joined
    const byPath = new Map(came.map((each) => [paths[each.entity] ?? '', each]))
    const isPart = new Set<number>()
    for (let entity = 0; entity < paths.length && came.length > 0; entity++) {
      const is = isOnOneSide(joined, entity)
      if (is === undefined) continue
      const whole = outermost(paths[entity] ?? '', (path) => byPath.get(path)?.what.is === is)
      const of = whole === undefined ? undefined : byPath.get(whole)
      if (of === undefined) continue
      isPart.add(entity)
      const under = this.#under.get(of.entity)
      if (under === undefined) this.#under.set(of.entity, [entity])
      else under.push(entity)
    }
    this.whole = came.filter(({ entity }) => !isPart.has(entity))
  }

  countOf(entity: number): number {
    return this.of(entity).length
  }

  of(entity: number): readonly number[] {
    return this.#under.get(entity) ?? []
  }
}

function isOnOneSide({ a, b }: Joined, entity: number): 'new' | 'gone' | undefined {
  const [was, is] = [isThere(a, entity), isThere(b, entity)]
  if (was === is) return undefined
  return is ? 'new' : 'gone'
}

const isThere = ({ has, measures }: JoinedSide, entity: number) => has[entity] === 1 || measures[entity] === 1

/** Nothing has more levels, but what somebody made to take long. */
const mostLevels = 100

/** The shortest path that this one is under. */
function outermost(path: string, isWhole: (path: string) => boolean): string | undefined {
  let levels = 0
  for (let end = 0; end < path.length && levels < mostLevels; end++) {
    if (path[end] !== '/' && path[end] !== '@') continue
    levels++
    if (isWhole(path.slice(0, end))) return path.slice(0, end)
  }
  return undefined
}
