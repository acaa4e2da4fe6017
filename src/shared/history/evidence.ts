import type { Evidence, Finding } from '../api/findings.ts'

/** Epoch ms. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

const least = 120_000
const most = 3_600_000

/**
 * The stretch that evidence is drawn over: the interval in which the claim held, with about as much before it, so that
 * one sees how it was; never past the edge of history.
 */
export function evidenceStretch(finding: Finding, shown: number, edge: number): Stretch {
  const from = Math.min(finding.since, ...finding.evidence.map((each) => each.from))
  const until = Math.min(finding.closed ?? Math.max(shown, finding.opened), edge)
  const length = Math.max(least / 2, Math.min(most, until - from))
  const to = Math.min(edge, Math.max(until, finding.opened) + length * 0.15)
  return { from: from - Math.max(least / 2, length * 0.8), to }
}

/** Pieces that are drawn in one chart: the same metric of several entities. */
export interface Drawn {
  readonly metric: string
  readonly pieces: readonly Evidence[]
}

/** Evidence that has a metric, by metric, in the rule's order. */
export function drawnEvidence(evidence: readonly Evidence[]): readonly Drawn[] {
  const groups = new Map<string, Evidence[]>()
  for (const piece of evidence) {
    if (piece.metric === undefined) continue
    const group = groups.get(piece.metric) ?? []
    if (!group.some((each) => each.entity === piece.entity)) groups.set(piece.metric, [...group, piece])
  }
  return [...groups].map(([metric, pieces]) => ({ metric, pieces }))
}
