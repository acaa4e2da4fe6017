import type { Json } from '../../../../shared/base/json.ts'
import { plainType, wordsOf } from '../../../../shared/systems/rabbitmq-matching.ts'
import type {
  RoutedMessage,
  RoutingBinding,
  RoutingExchange,
} from '../../../../shared/systems/rabbitmq-routing.ts'

/** From this on a binding that does not match is called near. */
export const near = 0.5

/** How nearly a binding that does not match would: 1 all but matches, 0 has nothing in common. */
export function nearness(
  exchange: RoutingExchange | undefined,
  binding: RoutingBinding,
  { key, headers }: RoutedMessage,
): number {
  const type = exchange === undefined ? undefined : plainType(exchange.type, exchange.arguments)
  if (type === 'topic') return topicNearness(binding.key, key)
  if (type === 'headers') return headersNearness(binding.arguments, headers)
  return textNearness(binding.key, key)
}

/** The share of words that agree in their place, from either end. */
function topicNearness(pattern: string, key: string): number {
  const [parts, words] = [wordsOf(pattern), wordsOf(key)]
  const most = Math.max(parts.length, words.length)
  if (most === 0) return 0
  const agreeing = (a: readonly string[], b: readonly string[]) =>
    a.filter((part, index) => index < b.length && (part === '*' || part === '#' || part === b[index])).length
  const fromStart = agreeing(parts, words)
  const fromEnd = agreeing(parts.toReversed(), words.toReversed())
  // a word that is all but right counts half: a slip of the pen
  const slips = parts.filter(
    (part, i) => part !== words[i] && textNearness(part, words[i] ?? '') > 0.6,
  ).length
  return Math.min(1, (Math.max(fromStart, fromEnd) + slips / 2) / most)
}

function headersNearness(
  wanted: Readonly<Record<string, Json>>,
  headers: Readonly<Record<string, Json>>,
): number {
  const keys = Object.keys(wanted).filter((name) => !name.startsWith('x-'))
  if (keys.length === 0) return 0
  const score = keys.reduce((sum, name) => {
    if (!Object.hasOwn(headers, name)) return sum
    // the name is there: what is left is its value or its type
    return sum + (JSON.stringify(headers[name]) === JSON.stringify(wanted[name]) ? 1 : 0.5)
  }, 0)
  return score / keys.length
}

/** 1 less the share of characters that must be changed. */
function textNearness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  if (longest === 0 || longest > 255) return 0
  if (a.toLowerCase() === b.toLowerCase()) return 0.95
  return 1 - distance(a, b) / longest
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    row = next
  }
  return row[b.length] ?? 0
}
