import { minus, unitSpace, unknown } from './format-number.ts'

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const two = (n: number) => String(n).padStart(2, '0')

/** `03:12:40`, in this machine's time zone. All instants here are epoch ms. */
export function formatClock(at: number): string {
  if (!Number.isFinite(at)) return unknown
  const d = new Date(at)
  return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`
}

/** `03:12:40.118`: for provenance, where the sample's own instant counts. */
export function formatClockMs(at: number): string {
  return `${formatClock(at)}.${String(new Date(at).getMilliseconds()).padStart(3, '0')}`
}

/** `03:12` */
export function formatMinute(at: number): string {
  return formatClock(at).slice(0, 5)
}

/** `Fri 20 Nov`, and the year when it isn't that of `now`. */
export function formatDay(at: number, now = Date.now()): string {
  const d = new Date(at)
  const year = d.getFullYear() === new Date(now).getFullYear() ? '' : ` ${d.getFullYear()}`
  return `${days[d.getDay()] ?? ''} ${d.getDate()} ${months[d.getMonth()] ?? ''}${year}`
}

/** `03:12:40` inside the day of `now`, `Fri 20 Nov 03:12` outside it. */
export function formatInstant(at: number, now = Date.now()): string {
  if (!Number.isFinite(at)) return unknown
  return isSameDay(at, now) ? formatClock(at) : `${formatDay(at, now)} ${formatMinute(at)}`
}

/** Never ambiguous: `Fri 20 Nov 03:12:40`. */
export function formatInstantLong(at: number, now = Date.now()): string {
  return `${formatDay(at, now)} ${formatClock(at)}`
}

/** `10:00 to 11:30`, with the day once where both lie in one. */
export function formatSpan(from: number, to: number, now = Date.now()): string {
  if (!isSameDay(from, to)) return `${formatInstant(from, now)} to ${formatInstant(to, now)}`
  const clock = to - from < 10 * minute ? formatClock : formatMinute
  const lead = isSameDay(to, now) ? '' : `${formatDay(from, now)} `
  return `${lead}${clock(from)} to ${clock(to)}`
}

/** Two units at most: `38 µs`, `412 ms`, `4.2 s`, `53 s`, `4 min 53 s`, `2 h 14 min`, `3 d 4 h`. */
export function formatDuration(durationMs: number): string {
  if (!Number.isFinite(durationMs)) return unknown
  const ms = Math.abs(durationMs)
  const sign = durationMs < 0 ? minus : ''
  if (ms > 0 && ms < 0.095) return `${sign}${Math.max(1, Math.round(ms * 1000))}${unitSpace}µs`
  if (ms < 999.5) return `${sign}${ms < 10 && ms % 1 !== 0 ? ms.toFixed(1) : Math.round(ms)}${unitSpace}ms`
  if (ms < 9950 && ms % second !== 0) return `${sign}${(ms / second).toFixed(1)}${unitSpace}s`
  if (ms < minute - 500) return `${sign}${Math.round(ms / second)}${unitSpace}s`
  if (ms < hour - 500) return sign + pair(Math.round(ms / second), 60, 'min', 's')
  if (ms < day - minute / 2) return sign + pair(Math.round(ms / minute), 60, 'h', 'min')
  return sign + pair(Math.round(ms / hour), 24, 'd', 'h')
}

/** `2 h 14 min ago`, `9 s later`, `the same instant`: how far `at` lies from `from`. */
export function formatDistance(at: number, from: number, words = { before: 'ago', after: 'later' }): string {
  const ms = at - from
  if (Math.abs(ms) < 500) return 'the same instant'
  return `${formatDuration(wholeSeconds(Math.abs(ms)))} ${ms < 0 ? words.before : words.after}`
}

/** `−4 min 26 s`, `+9 s`. */
export function formatOffset(ms: number): string {
  if (Math.abs(ms) < 500) return '0'
  return `${ms < 0 ? minus : '+'}${formatDuration(wholeSeconds(Math.abs(ms)))}`
}

export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

/** Distances of seconds and more are told in whole seconds. */
function wholeSeconds(ms: number): number {
  return ms < second ? ms : Math.round(ms / second) * second
}

function pair(total: number, per: number, big: string, small: string): string {
  const rest = total % per
  const head = `${Math.floor(total / per)}${unitSpace}${big}`
  return rest === 0 ? head : `${head} ${rest}${unitSpace}${small}`
}
