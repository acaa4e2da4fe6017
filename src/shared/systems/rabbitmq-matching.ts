import type { Json } from '../base/json.ts'

/** Whether a binding takes a message, and in a few words why. */
export interface Match {
  readonly matches: boolean
  /** "* is one word", "word 2 is paid, not created" */
  readonly why: string
}

/** Exchange types of which key, headers and bindings say where a message goes. */
export type PlainType = 'direct' | 'fanout' | 'topic' | 'headers'

/** `x-delayed-message` routes as the type it names; all others that are not plain can't be foretold. */
export function plainType(
  type: string | null,
  args: { readonly [key: string]: Json },
): PlainType | undefined {
  const told = type === 'x-delayed-message' ? args['x-delayed-type'] : type
  return told === 'direct' || told === 'fanout' || told === 'topic' || told === 'headers' ? told : undefined
}

export function matchDirect(bindingKey: string, key: string): Match {
  const matches = bindingKey === key
  return { matches, why: matches ? 'the very key' : 'another key' }
}

/** As the broker splits it: the empty key has no words, `a.` has two. */
export function wordsOf(key: string): readonly string[] {
  return key === '' ? [] : key.split('.')
}

/** `*` is exactly one word, `#` none or more. Dynamic programming: a pattern of many `#` takes no longer than others. */
export function matchTopic(pattern: string, key: string): Match {
  const parts = wordsOf(pattern)
  const words = wordsOf(key)
  // reach[j]: the parts so far take the first j words
  let reach: readonly boolean[] = [true, ...words.map(() => false)]
  for (const part of parts) reach = afterPart(part, reach, words)
  if (reach.at(-1) === true) return { matches: true, why: whyTaken(parts) }
  return { matches: false, why: whyNot(parts, words) }
}

function afterPart(part: string, reach: readonly boolean[], words: readonly string[]): readonly boolean[] {
  if (part === '#') {
    const first = reach.indexOf(true)
    return reach.map((_, j) => first >= 0 && j >= first)
  }
  return reach.map((_, j) => j > 0 && reach[j - 1] === true && (part === '*' || part === words[j - 1]))
}

function whyTaken(parts: readonly string[]): string {
  if (parts.length === 1 && parts[0] === '#') return '# takes all'
  const wild = ['*', '#'].filter((one) => parts.includes(one))
  if (wild.length === 0) return 'the very key'
  return wild.map((one) => (one === '*' ? '* is one word' : '# is any number of words')).join(', ')
}

/** Where no `#` blurs it, the first word that differs. */
function whyNot(parts: readonly string[], words: readonly string[]): string {
  const until = parts.indexOf('#')
  const fixed = until < 0 ? parts : parts.slice(0, until)
  const at = fixed.findIndex((part, i) => i >= words.length || (part !== '*' && part !== words[i]))
  if (at >= 0)
    return at < words.length
      ? `word ${at + 1} is ${words[at] || 'empty'}, not ${fixed[at] || 'empty'}`
      : `word ${at + 1} is missing`
  return until < 0 ? `${words.length} words, not ${parts.length}` : 'what follows # differs'
}

const modes = ['all', 'any', 'all-with-x', 'any-with-x'] as const

/**
 * As the headers exchange compares: `x-match` all or any, keys that begin with `x-` only in the `-with-x` modes, a
 * binding without a value asks for the key alone. Types must agree: "1" is not 1. (The management API doesn't tell
 * whole numbers from floats, nor does this.)
 */
export function matchHeaders(
  args: { readonly [key: string]: Json },
  headers: { readonly [key: string]: Json },
): Match {
  const mode = modes.find((one) => one === args['x-match']) ?? 'all'
  const isWithX = mode.endsWith('-with-x')
  const wanted = Object.entries(args).filter(
    ([key]) => key !== 'x-match' && (isWithX || !key.startsWith('x-')),
  )
  const misses = wanted.filter(([key, value]) => !hasHeader(headers, key, value)).map(([key]) => key)
  if (mode.startsWith('any')) {
    const matches = misses.length < wanted.length
    return { matches, why: matches ? 'any: one of them is there' : 'any: none of them is there' }
  }
  if (misses.length === 0)
    return { matches: true, why: wanted.length === 0 ? 'all of none' : 'all are there' }
  return { matches: false, why: `all: ${misses.join(', ')} ${misses.length === 1 ? 'differs' : 'differ'}` }
}

function hasHeader(headers: { readonly [key: string]: Json }, key: string, value: Json): boolean {
  if (!Object.hasOwn(headers, key)) return false
  // what has no value comes as null, or as an empty list or text in older versions
  return value === null || JSON.stringify(headers[key]) === JSON.stringify(value)
}
