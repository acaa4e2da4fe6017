import type { Timeline } from '../../../shared/api/history.ts'
import type { Scale } from '../../../shared/chart/scale.ts'

/** One `d` for all bars of a strip: notable events and all the others. Heights grow with the square root, as bursts do. */
export function densityPaths(
  timeline: Timeline,
  x: Scale,
  base: number,
  height: number,
): { readonly plain: string; readonly notable: string } {
  const { density, notable, from, to } = timeline
  const bucketMs = (to - from) / density.length
  const width = Math.max(1, x.px(bucketMs) - x.px(0) - 1)
  let most = 4
  for (const n of density) if (n > most) most = n
  const bar = (count: number, i: number) => {
    const tall = Math.max(1.5, Math.sqrt(count / most) * height)
    return `M${round(x.px(from + i * bucketMs))} ${base}v${round(-tall)}h${round(width)}v${round(tall)}z`
  }
  let plain = ''
  let marked = ''
  for (let i = 0; i < density.length; i++) {
    if ((density[i] ?? 0) > 0) plain += bar(density[i] ?? 0, i)
    if ((notable[i] ?? 0) > 0) marked += bar(notable[i] ?? 0, i)
  }
  return { plain, notable: marked }
}

/** Events in the bucket of an instant. */
export function densityAt(timeline: Timeline, at: number): number {
  const share = (at - timeline.from) / (timeline.to - timeline.from)
  return timeline.density[Math.floor(share * timeline.density.length)] ?? 0
}

const round = (px: number) => Math.round(px * 10) / 10
