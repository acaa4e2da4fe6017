import type { EntitySet } from '../../../sample.ts'
import type { PartitionLayout } from './layout.ts'

/** Committed offsets. */
export interface CommitRows {
  /** In ascending order. */
  readonly groups: readonly string[]
  readonly groupRow: ReadonlyMap<string, number>
  /** Per commit: row of `groups`, and of its partition (−1: the topic is gone). */
  readonly group: Int32Array
  readonly partition: Int32Array
  /** Per group: its commits, and the topics they are on (those that still exist). */
  readonly commits: readonly (readonly number[])[]
  readonly topics: readonly (readonly string[])[]
}

const layouts = new WeakMap<EntitySet, { of: PartitionLayout; layout: CommitRows }>()

export function commitRows(set: EntitySet, of: PartitionLayout): CommitRows {
  const known = layouts.get(set)
  if (known?.of === of) return known.layout
  const layout = readRows(set, of)
  layouts.set(set, { of, layout })
  return layout
}

function readRows({ paths }: EntitySet, of: PartitionLayout): CommitRows {
  const runs = new Runs(of)
  const place = new Int32Array(paths.length)
  const partition = new Int32Array(paths.length)
  for (let i = 0; i < paths.length; i++) {
    partition[i] = runs.partition(paths[i]!)
    place[i] = runs.group
  }
  const groups = runs.groups.toSorted()
  const groupRow = new Map(groups.map((id, row) => [id, row]))
  const rows = runs.groups.map((id) => groupRow.get(id)!)
  const group = place.map((met) => rows[met]!)
  const commits = groups.map((): number[] => [])
  for (let i = 0; i < group.length; i++) commits[group[i]!]!.push(i)
  const topics = groups.map((): readonly string[] => [])
  runs.topics.forEach((own, met) => {
    topics[rows[met]!] = Array.from(own, (topic) => of.topics[topic]!).sort()
  })
  return { groups, groupRow, group, partition, commits, topics }
}

/**
 * Takes `topic/<name>/<partition>/group/<id>` apart. Commits of one group on one topic lie together: only where such a run
 * begins are names cut out, in between there is but a number to read. Fifty thousand paths would cost 70 ms otherwise.
 */
class Runs {
  /** In the order in which they were met. */
  readonly groups: string[] = []
  /** Per group: rows of the topics that it commits on. */
  readonly topics: Set<number>[] = []
  /** Of the path that was read last: its place in `groups`. */
  group = -1
  readonly #of: PartitionLayout
  readonly #places = new Map<string, number>()
  #head = ''
  #tail = ''
  /** Of the run; −1: the topic is gone. */
  #topic = -1

  constructor(of: PartitionLayout) {
    this.#of = of
  }

  /** @returns row of the partition; −1: the topic is gone */
  partition(path: string): number {
    let number = this.#numberIn(path)
    if (number < 0) {
      this.#begin(path)
      number = this.#numberIn(path)
    }
    const { base, number: numbers, isOrdered, row } = this.#of
    const at = this.#topic < 0 ? -1 : base[this.#topic]! + number
    if (isOrdered && (at < 0 || (at < base[this.#topic + 1]! && numbers[at] === number))) return at
    return row.get(path.slice(0, path.length - this.#tail.length)) ?? -1
  }

  /** −1: the path belongs to another run. */
  #numberIn(path: string): number {
    const end = path.length - this.#tail.length
    if (this.#head === '' || !path.startsWith(this.#head) || !path.endsWith(this.#tail)) return -1
    let number = end > this.#head.length ? 0 : -1
    for (let i = this.#head.length; i < end && number >= 0; i++) {
      const digit = path.charCodeAt(i) - 48
      number = digit >= 0 && digit <= 9 ? number * 10 + digit : -1
    }
    return number
  }

  #begin(path: string): void {
    // topic names hold no slash, group ids may
    const slash = path.indexOf('/', 'topic/'.length)
    const end = path.indexOf('/', slash + 1)
    this.#head = path.slice(0, slash + 1)
    this.#tail = path.slice(end)
    this.#topic = this.#of.topicRow.get(path.slice('topic/'.length, slash)) ?? -1
    this.group = this.#placeOf(path.slice(end + '/group/'.length))
    if (this.#topic >= 0) this.topics[this.group]!.add(this.#topic)
  }

  #placeOf(id: string): number {
    let place = this.#places.get(id)
    if (place === undefined) {
      place = this.groups.push(id) - 1
      this.#places.set(id, place)
      this.topics.push(new Set())
    }
    return place
  }
}
