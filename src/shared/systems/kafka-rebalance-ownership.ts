import type { RebalanceEvent } from './kafka-rebalance.ts'

/** A stretch of time in which a member read a partition. Instants are epoch ms. */
export interface Span {
  readonly member: string
  readonly partition: number
  readonly from: number
  /** undefined: it still owns it. */
  readonly to: number | undefined
  /** Who had it before; undefined: nobody. May be the same member, which stopped in between. */
  readonly before: string | undefined
  readonly ended: 'revoked' | 'lost' | 'killed' | undefined
}

/** A stretch of time in which nobody read a partition that had been read. */
export interface Gap {
  readonly partition: number
  readonly from: number
  /** undefined: it lasts. */
  readonly to: number | undefined
  /** Who had it. */
  readonly before: string
  /** Who took it; undefined: nobody yet. */
  readonly after: string | undefined
}

interface OpenSpan {
  readonly member: string
  readonly partition: number
  readonly from: number
  readonly before: string | undefined
}

/** Who owned what, when: from the clients' own words alone. In the order in which spans began. */
export function foldSpans(events: readonly RebalanceEvent[]): readonly Span[] {
  const fold = new SpanFold()
  for (const event of events) fold.take(event)
  return fold.spans()
}

class SpanFold {
  readonly #closed: Span[] = []
  readonly #open = new Map<string, OpenSpan>()
  readonly #lastOwner = new Map<number, string>()

  take(event: RebalanceEvent): void {
    switch (event.what) {
      case 'assigned':
        for (const partition of event.partitions) this.#begin(event.member, partition, event.at)
        break
      case 'revoked':
      case 'lost':
        for (const partition of event.partitions) this.#end(event.member, partition, event.at, event.what)
        break
      case 'change':
        if (event.kind === 'killed') this.#endAll(event.member, event.at)
        break
      default:
    }
  }

  spans(): readonly Span[] {
    const open = [...this.#open.values()].map((span) => ({ ...span, to: undefined, ended: undefined }))
    return [...this.#closed, ...open].sort((a, b) => a.from - b.from || a.partition - b.partition)
  }

  #begin(member: string, partition: number, from: number): void {
    const key = `${member} ${String(partition)}`
    if (this.#open.has(key)) return
    this.#open.set(key, { member, partition, from, before: this.#lastOwner.get(partition) })
    this.#lastOwner.set(partition, member)
  }

  #end(member: string, partition: number, to: number, ended: 'revoked' | 'lost' | 'killed'): void {
    const key = `${member} ${String(partition)}`
    const span = this.#open.get(key)
    if (span === undefined) return
    this.#open.delete(key)
    this.#closed.push({ ...span, to, ended })
  }

  #endAll(member: string, at: number): void {
    for (const span of [...this.#open.values()])
      if (span.member === member) this.#end(member, span.partition, at, 'killed')
  }
}

/** The times without an owner between spans, by partition, then in time. A partition that nobody had yet has none. */
export function gapsOf(spans: readonly Span[]): readonly Gap[] {
  const gaps: Gap[] = []
  for (const [partition, own] of spansByPartition(spans)) {
    let reach: { readonly to: number; readonly member: string } | undefined
    for (const { from, to = Number.POSITIVE_INFINITY, member } of own) {
      if (reach !== undefined && from > reach.to)
        gaps.push({ partition, from: reach.to, to: from, before: reach.member, after: member })
      if (reach === undefined || to >= reach.to) reach = { to, member }
    }
    if (reach !== undefined && reach.to !== Number.POSITIVE_INFINITY)
      gaps.push({ partition, from: reach.to, to: undefined, before: reach.member, after: undefined })
  }
  return gaps
}

/** In ascending order of partitions. */
export function spansByPartition(spans: readonly Span[]): ReadonlyMap<number, readonly Span[]> {
  const partitions = [...new Set(spans.map(({ partition }) => partition))].sort((a, b) => a - b)
  return new Map(
    partitions.map((partition) => [partition, spans.filter((span) => span.partition === partition)]),
  )
}

/** The member that had each partition last, at an instant or before it. */
export function ownersAt(spans: readonly Span[], at: number): ReadonlyMap<number, string> {
  const owners = new Map<number, string>()
  for (const { partition, member, from } of spans) if (from <= at) owners.set(partition, member)
  return owners
}
