import type { EntitySet } from '../sample.ts'
import type { CommitVisitor } from './ask/offset-fetch.ts'

/** Which commits there are. The same object while no group began or ceased to commit somewhere. */
export interface CommitLayout {
  readonly entities: EntitySet
  readonly groups: readonly string[]
  /** Per commit: row of `groups`. */
  readonly group: Int32Array
  readonly topic: readonly string[]
  readonly partition: Int32Array
}

export interface Commits {
  readonly layout: CommitLayout
  /** Committed offsets; NaN: the coordinator didn't answer. */
  readonly offsets: Float64Array
  /** Error codes that groups answered with, and how often. */
  readonly errors: ReadonlyMap<number, number>
}

type Slots = Map<string, Int32Array>

interface GroupSlots {
  readonly topics: Slots
  readonly count: number
}

const EMPTY: CommitLayout = {
  entities: { paths: [] },
  groups: [],
  group: new Int32Array(),
  topic: [],
  partition: new Int32Array(),
}

/** Reads committed offsets into one array, remembering who commits where so that no path is built twice. */
export class CommitTable {
  #layout = EMPTY
  #slots = new Map<string, GroupSlots>()

  /**
   * @param walk shows a visitor the OffsetFetch replies of this sample; called up to three times
   * @param exists false for a group that is certainly gone; a group without an answer stays, unknown
   */
  read(walk: (visitor: CommitVisitor) => void, exists: (group: string) => boolean): Commits {
    const filler = new Filler(this.#slots, this.#layout.group.length)
    walk(filler)
    if (filler.fits && this.#layout.groups.every(exists))
      return { layout: this.#layout, offsets: filler.offsets, errors: filler.errors }
    this.#relayout(walk, exists)
    const again = new Filler(this.#slots, this.#layout.group.length)
    walk(again)
    return { layout: this.#layout, offsets: again.offsets, errors: again.errors }
  }

  #relayout(walk: (visitor: CommitVisitor) => void, exists: (group: string) => boolean): void {
    const collector = new Collector()
    walk(collector)
    for (const [id, { topics }] of this.#slots)
      if (exists(id) && !collector.groups.has(id)) collector.keep(id, topics)
    const rows = [...collector.groups]
      .filter(([id, commits]) => exists(id) && commits.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    const flat = rows.flatMap(([, commits], row) => commits.sort(byPartition).map((c) => ({ ...c, row })))
    this.#layout = {
      entities: {
        paths: flat.map((c) => `topic/${c.topic}/${String(c.partition)}/group/${rows[c.row]![0]}`),
      },
      groups: rows.map(([id]) => id),
      group: Int32Array.from(flat, (c) => c.row),
      topic: flat.map((c) => c.topic),
      partition: Int32Array.from(flat, (c) => c.partition),
    }
    this.#slots = slotsOf(this.#layout)
  }
}

interface Commit {
  readonly topic: string
  readonly partition: number
}

function byPartition(a: Commit, b: Commit): number {
  return a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1
}

function slotsOf(layout: CommitLayout): Map<string, GroupSlots> {
  const slots = new Map<string, { topics: Slots; count: number }>()
  for (let i = layout.group.length - 1; i >= 0; i--) {
    const id = layout.groups[layout.group[i]!]!
    const topic = layout.topic[i]!
    const partition = layout.partition[i]!
    let group = slots.get(id)
    if (group === undefined) slots.set(id, (group = { topics: new Map(), count: 0 }))
    // from the last partition to the first: the first one met says how long the array must be
    let places = group.topics.get(topic)
    if (places === undefined) group.topics.set(topic, (places = new Int32Array(partition + 1).fill(-1)))
    places[partition] = i
    group.count++
  }
  return slots
}

/** Puts offsets in their places, as long as everything has one. */
class Filler implements CommitVisitor {
  readonly offsets: Float64Array
  readonly errors = new Map<number, number>()
  /** False: something has no place, or has gone. */
  fits = true
  readonly #slots: ReadonlyMap<string, GroupSlots>
  #group: GroupSlots | undefined
  #places: Int32Array | undefined
  #seen = 0

  constructor(slots: ReadonlyMap<string, GroupSlots>, size: number) {
    this.#slots = slots
    this.offsets = new Float64Array(size).fill(Number.NaN)
  }

  group(id: string): void {
    this.#group = this.#slots.get(id)
    this.#seen = 0
  }

  topic(name: string): void {
    this.#places = this.#group?.topics.get(name)
  }

  commit(partition: number, offset: number): void {
    const place = this.#places?.[partition] ?? -1
    if (place < 0) this.fits = false
    else this.offsets[place] = offset
    this.#seen++
  }

  groupEnd(error: number): void {
    if (error !== 0) this.errors.set(error, (this.errors.get(error) ?? 0) + 1)
    else if (this.#seen !== (this.#group?.count ?? 0)) this.fits = false
  }
}

/** Writes down who commits where. */
class Collector implements CommitVisitor {
  readonly groups = new Map<string, Commit[]>()
  #id = ''
  #commits: Commit[] = []
  #topic = ''

  group(id: string): void {
    this.#id = id
    this.#commits = []
  }

  topic(name: string): void {
    this.#topic = name
  }

  commit(partition: number): void {
    this.#commits.push({ topic: this.#topic, partition })
  }

  groupEnd(error: number): void {
    if (error === 0) this.groups.set(this.#id, this.#commits)
  }

  /** A group that didn't answer commits where it did before. */
  keep(id: string, topics: Slots): void {
    const commits: Commit[] = []
    for (const [topic, places] of topics)
      places.forEach((place, partition) => place >= 0 && commits.push({ topic, partition }))
    this.groups.set(id, commits)
  }
}
