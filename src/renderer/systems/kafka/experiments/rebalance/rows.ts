import type { Span } from '../../../../../shared/systems/kafka-rebalance-ownership.ts'

/** Something that lies on a row of a lane. */
export interface OnRow<T> {
  readonly item: T
  readonly row: number
}

interface Stretch {
  readonly partition: number
  readonly from: number
  readonly to: number | undefined
}

/**
 * Lays stretches on as few rows as they need, none over another. A partition comes back to the row where it was last,
 * where that is free.
 */
export function layOut<T extends Stretch>(
  items: readonly T[],
): { rows: number; placed: readonly OnRow<T>[] } {
  const rows: { partition: number; busyTo: number }[] = []
  const placed: OnRow<T>[] = []
  const put = (item: T, row: number) => {
    rows[row] = { partition: item.partition, busyTo: item.to ?? Number.POSITIVE_INFINITY }
    placed.push({ item, row })
  }
  for (const [from, together] of Map.groupBy(inTime(items), (item) => item.from)) {
    const rest = together.filter((item) => {
      const own = rows.findIndex(({ partition, busyTo }) => partition === item.partition && busyTo <= from)
      if (own >= 0) put(item, own)
      return own < 0
    })
    for (const item of rest) {
      const free = rows.findIndex(({ busyTo }) => busyTo <= from)
      put(item, free >= 0 ? free : rows.length)
    }
  }
  return { rows: rows.length, placed }
}

function inTime<T extends Stretch>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => a.from - b.from || a.partition - b.partition)
}

/** A lane of the chart: a member, or a partition. */
export interface Lane {
  readonly name: string
  /** At least one, also for a member that never owned anything. */
  readonly rows: number
}

export interface PlacedSpan {
  readonly span: Span
  readonly lane: number
  readonly row: number
}

export interface Rows {
  readonly lanes: readonly Lane[]
  readonly placed: readonly PlacedSpan[]
}

export function rowsByMember(spans: readonly Span[], members: readonly string[]): Rows {
  const laid = members.map((name) => layOut(spans.filter(({ member }) => member === name)))
  return {
    lanes: laid.map(({ rows }, i) => ({ name: members[i]!, rows: Math.max(1, rows) })),
    placed: laid.flatMap(({ placed }, lane) => placed.map(({ item, row }) => ({ span: item, lane, row }))),
  }
}

/** One row for each partition. */
export function rowsByPartition(spans: readonly Span[]): Rows {
  const partitions = [...new Set(spans.map(({ partition }) => partition))].sort((a, b) => a - b)
  return {
    lanes: partitions.map((partition) => ({ name: String(partition), rows: 1 })),
    placed: spans.map((span) => ({ span, lane: partitions.indexOf(span.partition), row: 0 })),
  }
}
