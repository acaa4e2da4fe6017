import type { Redaction, Report } from '../../shared/api/report.ts'
import { wordsIn } from './redact-words.ts'

/** What is the vocabulary's or Orrery's, never anybody's: left as it is. */
const fixed = new Set([
  'format',
  'madeBy',
  'timeZone',
  'rule',
  'metric',
  'key',
  'unit',
  'about',
  'url',
  'severity',
  'kind',
])

/** An IPv4 address; an IPv6 one in brackets; a name that a port follows. */
const addresses =
  /\b\d{1,3}(?:\.\d{1,3}){3}\b|\[[0-9a-f:.]*:[0-9a-f:.]*\]|(?<![\w.-])[a-z][\w-]*(?:\.[\w-]+)*(?=:\d{2,5}\b)/giu

/**
 * The same report with stand-ins for what nobody else shall see: the same one wherever the same thing stood, so that it
 * can still be followed. Words that are also a name somewhere may be replaced in prose too: rather too much than too little.
 * @param names what may have to be replaced, and what its stand-in is called after: see `namesOf`
 */
export function redacted(
  report: Report,
  kinds: readonly Redaction[],
  names: ReadonlyMap<string, string>,
): Report {
  if (kinds.length === 0) return report
  const standIns = new StandIns()
  const words = wordsIn(JSON.stringify(report), names)
  const pattern = patternOf([...words.keys()])
  const replace = (one: string) => {
    const named =
      pattern === undefined
        ? one
        : one.replace(pattern, (word) => standIns.of(words.get(word) ?? 'name', word))
    return kinds.includes('hosts') ? named.replace(addresses, (host) => standIns.of('host', host)) : named
  }
  return mapStrings(report, replace) as Report
}

/** `topic-1`, `topic-2`: counted in the order in which they are met. */
class StandIns {
  readonly #given = new Map<string, string>()
  readonly #counts = new Map<string, number>()

  of(kind: string, word: string): string {
    // a stand-in that was given is nobody's name
    if ([...this.#given.values()].includes(word)) return word
    const given = this.#given.get(`${kind} ${word}`)
    if (given !== undefined) return given
    const count = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, count)
    const standIn = `${kind}-${count}`
    this.#given.set(`${kind} ${word}`, standIn)
    return standIn
  }
}

/** Longer words first: `orders.events` before `orders`. */
function patternOf(words: readonly string[]): RegExp | undefined {
  if (words.length === 0) return undefined
  const parts = [...words].sort((a, b) => b.length - a.length).map((word) => escaped(word))
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${parts.join('|')})(?![\\p{L}\\p{N}_])`, 'gu')
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, fixed.has(key) ? each : mapStrings(each, map)]),
  )
}
