const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}))?`

/**
 * An instant as a person types it: `3:12`, `03:12:40`, `-15m` or `15 min ago`, `yesterday 14:00`, `20 Nov 03:12`,
 * `2026-11-20 03:12`, any ISO string. Epoch ms; undefined: not understood. A bare clock time later than `now` means
 * yesterday's, because there is nothing to see in the future.
 */
export function parseInstant(text: string, now: number): number | undefined {
  const typed = text.trim().toLowerCase()
  return relative(typed, now) ?? clockTime(typed, now) ?? dayAndClock(typed, now) ?? calendar(text.trim())
}

function relative(typed: string, now: number): number | undefined {
  if (typed === 'now') return now
  const found = /^(?:[-\u2212]\s*)?(\d+(?:\.\d+)?)\s*(s|min|m|h|d)(?:\s+ago)?$/.exec(typed)
  const unit = unitMs[found?.[2] ?? '']
  return found === null || unit === undefined ? undefined : now - Number(found[1]) * unit
}

function clockTime(typed: string, now: number): number | undefined {
  const found = new RegExp(`^(yesterday\\s+)?${clock}$`).exec(typed)
  if (found === null) return undefined
  const at = atClock(new Date(now), found.slice(2))
  if (at === undefined) return undefined
  return found[1] !== undefined || at > now ? dayBefore(at) : at
}

function dayAndClock(typed: string, now: number): number | undefined {
  const found = new RegExp(
    `^(?:[a-z]{3},?\\s+)?(\\d{1,2})\\.?\\s+([a-z]{3})[a-z]*\\.?(?:\\s+(\\d{4}))?,?\\s+${clock}$`,
  ).exec(typed)
  const month = months.indexOf(found?.[2] ?? '')
  if (found === null || month < 0) return undefined
  const base = new Date(now)
  base.setFullYear(found[3] === undefined ? base.getFullYear() : Number(found[3]), month, Number(found[1]))
  return atClock(base, found.slice(4))
}

function calendar(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined
  const at = Date.parse(text.includes('T') || text.length <= 10 ? text : text.replace(' ', 'T'))
  return Number.isNaN(at) ? undefined : at
}

function atClock(day: Date, parts: readonly (string | undefined)[]): number | undefined {
  const [h = 0, m = 0, s = 0] = parts.map((part) => Number(part ?? 0))
  if (h > 23 || m > 59 || s > 59) return undefined
  return new Date(day).setHours(h, m, s, 0)
}

/** Not 24 h back: the day the clock changes has 23 or 25. */
function dayBefore(at: number): number {
  const d = new Date(at)
  return d.setDate(d.getDate() - 1)
}
