import { unitSpace } from '../../../shared/base/format-number.ts'

/** Seconds since a run began, as they stand before an event: `12.4`, `1:02.5`. */
export function formatRunTime(ms: number): string {
  const tenths = Math.max(0, Math.round(ms / 100))
  if (tenths < 600) return (tenths / 10).toFixed(1)
  const rest = ((tenths % 600) / 10).toFixed(1)
  return `${Math.floor(tenths / 600)}:${rest.padStart(4, '0')}`
}

/** The same with its unit: `12.4 s`, `1:02.5`. */
export function formatRunTimeLong(ms: number): string {
  const text = formatRunTime(ms)
  return text.includes(':') ? `${text}${unitSpace}min` : `${text}${unitSpace}s`
}

const steps = [0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1200]

/** Round offsets along a run, ms from its begin, at most `most` of them. */
export function runTicks(lengthMs: number, most: number): readonly number[] {
  const stepMs = 1000 * (steps.find((each) => lengthMs / 1000 / each <= Math.max(1, most)) ?? 3600)
  return Array.from({ length: Math.floor(lengthMs / stepMs) + 1 }, (_, k) => k * stepMs)
}

/** What stands at such an offset: `10 s`, `1:30`. */
export function formatRunTick(ms: number): string {
  const s = ms / 1000
  if (s < 120) return `${s}${unitSpace}s`
  return `${Math.floor(s / 60)}:${String(Math.round(s % 60)).padStart(2, '0')}`
}
