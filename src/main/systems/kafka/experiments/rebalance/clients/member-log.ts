import type { Told } from '../../../../experiment.ts'

const FLUSH_MS = 100

/** The lines of one member, in `kafka-rebalance.ts`'s vocabulary. Deliveries are told as ranges, ten times a second. */
export class MemberLog implements Disposable {
  readonly #tell: (told: Told) => void
  readonly #timer: NodeJS.Timeout
  readonly #runs = new Map<number, [from: number, to: number][]>()
  #owned: readonly number[] = []

  constructor(tell: (told: Told) => void) {
    this.#tell = tell
    this.#timer = setInterval(() => this.flush(), FLUSH_MS)
  }

  /** All that the member owns now. */
  get owned(): readonly number[] {
    return this.#owned
  }

  /** @param number of the record in its partition */
  delivered(partition: number, number: number): void {
    let runs = this.#runs.get(partition)
    if (runs === undefined) this.#runs.set(partition, (runs = []))
    const last = runs.at(-1)
    if (last?.[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }

  /** A commit came between two generations: the next one tells the same, and more. */
  refused(why: string): void {
    const says = `commit refused, to be told by the next: ${why}`
    this.#tell({ what: 'commit-refused', says, tone: 'info', data: { at: Date.now() } })
  }

  crashed(why: string): void {
    this.#tell({ what: 'crashed', says: why, tone: 'bad', data: { at: Date.now() } })
  }

  /** @param owned all of it, from now on */
  assigned(owned: readonly number[], generation: number | null, says: string): void {
    this.flush()
    const partitions = owned.filter((partition) => !this.#owned.includes(partition))
    this.#owned = ascending(owned)
    const data = { at: Date.now(), generation, partitions: ascending(partitions), owned: this.#owned }
    this.#tell({ what: 'assigned', says, tone: 'ok', data })
  }

  /** Does nothing where none of them is owned. */
  gaveUp(how: 'revoked' | 'lost', partitions: readonly number[], says: string): void {
    this.flush()
    const gone = this.#owned.filter((partition) => partitions.includes(partition))
    if (gone.length === 0) return
    this.#owned = this.#owned.filter((partition) => !gone.includes(partition))
    const tone = how === 'lost' ? 'bad' : 'info'
    this.#tell({ what: how, says, tone, data: { at: Date.now(), partitions: gone } })
  }

  committed(offsets: ReadonlyMap<number, number>): void {
    this.#tell({
      what: 'committed',
      says: '',
      data: { at: Date.now(), offsets: [...offsets].map((o) => [...o]) },
    })
  }

  flush(): void {
    const ranges = [...this.#runs].flatMap(([partition, runs]) =>
      runs.map(([from, to]) => [partition, from, to]),
    )
    this.#runs.clear()
    if (ranges.length > 0) this.#tell({ what: 'delivered', says: '', data: { at: Date.now(), ranges } })
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
    this.flush()
  }
}

/** "0, 3 and 4"; "nothing" */
export function listed(partitions: readonly number[]): string {
  const sorted = ascending(partitions).map(String)
  const last = sorted.pop()
  if (last === undefined) return 'nothing'
  return sorted.length === 0 ? last : `${sorted.join(', ')} and ${last}`
}

function ascending(numbers: readonly number[]): readonly number[] {
  return numbers.toSorted((a, b) => a - b)
}
