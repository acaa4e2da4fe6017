/**
 * How a thing is. `accent` is "where you are" or "is moving", never good or bad; `quiet` is present but of no
 * concern; `unknown` was not observed and is drawn dashed.
 */
export type Tone = 'ok' | 'warn' | 'bad' | 'accent' | 'quiet' | 'unknown'

/** The custom property that a tone is drawn in. */
export function toneColor(tone: Tone): string {
  return tone === 'quiet' || tone === 'unknown' ? 'var(--dim)' : `var(--${tone})`
}

/** Colours of series in drawings, in the order they are given out; they mean nothing but "another one". */
export const seriesColors = [1, 2, 3, 4, 5, 6].map((n) => `var(--series-${n})`)

/** The n-th series colour; starts over after six. */
export function seriesColor(index: number): string {
  return seriesColors[index % seriesColors.length] ?? 'var(--dim)'
}
