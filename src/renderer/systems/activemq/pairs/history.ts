import type { PairRow } from '../../../../shared/systems/activemq-views.ts'

/** A stretch for which one address served, px. */
export interface Span {
  readonly endpoint: string
  readonly row: number
  readonly x: number
  readonly width: number
  /** It serves until the instant that is shown. */
  readonly isNow: boolean
  readonly from: number
  readonly to: number | null
}

export interface HistoryLayout {
  readonly endpoints: readonly string[]
  readonly spans: readonly Span[]
  /** The first instant that is drawn. */
  readonly from: number
}

/** Shorter stretches would not be seen. */
const leastPx = 2

/** Who served when, one row for each address, over all that is known until the instant shown. */
export function historyLayout(
  { history, endpoints }: Pick<PairRow, 'history' | 'endpoints'>,
  at: number,
  width: number,
): HistoryLayout {
  const known = history.filter((each) => each.from <= at)
  const from = Math.min(at - 60_000, ...known.map((each) => each.from))
  const rows = [...new Set([...endpoints.map((each) => each.address), ...known.map((each) => each.endpoint)])]
  const x = (instant: number) => ((Math.min(instant, at) - from) / (at - from)) * width
  const spans = known.map((each) => {
    const start = Math.min(x(each.from), width - leastPx)
    return {
      ...{ endpoint: each.endpoint, row: rows.indexOf(each.endpoint), from: each.from, to: each.to },
      ...{ x: start, width: Math.max(leastPx, x(each.to ?? at) - start), isNow: each.to === null },
    }
  })
  return { endpoints: rows, spans, from }
}
