/** A straight relation between values (or time) and px. */
export interface Scale {
  readonly px: (value: number) => number
  readonly value: (px: number) => number
}

/** `lo` lies at `from` px, `hi` at `to` px. */
export function linearScale(lo: number, hi: number, from: number, to: number): Scale {
  const factor = (to - from) / (hi - lo || 1)
  return {
    px: (value) => from + (value - lo) * factor,
    value: (px) => lo + (px - from) / factor,
  }
}
