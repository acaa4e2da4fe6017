import type { Timeline } from '../../../shared/api/history.ts'

export type FindingSpan = Timeline['findings'][number]

/** A span and the lane it lies in, 0 on top. */
export interface Laned {
  readonly span: FindingSpan
  readonly lane: number
}

const weight = { critical: 0, warning: 1, info: 2 } as const

/**
 * Spreads spans over lanes so that none covers another: the worst first, so that they get the upper lanes. What finds
 * no room in `lanes` is left out and counted.
 * @param gapMs what two spans in one lane keep apart, so that both can be seen and hit
 */
export function layLanes(
  spans: readonly FindingSpan[],
  lanes: number,
  gapMs: number,
  now: number,
): { readonly laned: readonly Laned[]; readonly left: number } {
  const taken: (readonly [number, number])[][] = Array.from({ length: lanes }, () => [])
  const laned: Laned[] = []
  const order = [...spans].sort((a, b) => weight[a.severity] - weight[b.severity] || a.from - b.from)
  for (const span of order) {
    const [from, to] = [span.from - gapMs, (span.to ?? now) + gapMs]
    const lane = taken.findIndex((each) => each.every(([start, end]) => to <= start || from >= end))
    if (lane < 0) continue
    taken[lane]?.push([span.from, span.to ?? now])
    laned.push({ span, lane })
  }
  return { laned, left: spans.length - laned.length }
}

/** The gap that an instant lies in. */
export function gapAt(gaps: Timeline['gaps'], at: number): Timeline['gaps'][number] | undefined {
  return gaps.find((gap) => at > gap.from && at < gap.to)
}

/**
 * With what nobody saw at both ends: before the first sample, and, while samples don't come, from the last one on.
 * @param seen first and last sample; undefined: none
 * @param stretch what is drawn, as far as the edge
 */
export function withOpenEnds(
  timeline: Timeline,
  seen: { readonly from: number; readonly to: number } | undefined,
  stretch: { readonly from: number; readonly to: number },
): Timeline {
  if (seen === undefined) return timeline
  const ends = [
    ...(stretch.from < seen.from ? [{ from: stretch.from, to: seen.from }] : []),
    ...(seen.to < stretch.to ? [{ from: seen.to, to: stretch.to }] : []),
  ]
  if (ends.length === 0) return timeline
  const between = timeline.gaps.filter((gap) => gap.to > seen.from && gap.from < seen.to)
  return { ...timeline, gaps: [...between, ...ends].sort((a, b) => a.from - b.from) }
}

/**
 * Findings that were open when a target was last seen, up to then: nobody knows how long they held. What lies before the
 * stretch is left out.
 */
export function endedAt(timeline: Timeline, lastSeen: number): Timeline {
  const findings = timeline.findings
    .map((span) => ({ ...span, to: span.to ?? lastSeen }))
    .filter(({ to }) => to >= timeline.from)
  return { ...timeline, findings }
}
