import type { Json } from '../../../shared/base/json.ts'

type Arguments = Readonly<Record<string, Json>>

/** What a binding asks for, as its exchange reads it: a key, headers, or nothing at all. */
export function bindingWords(exchangeType: string | null, key: string, args: Arguments): string {
  if (exchangeType === 'fanout') return ''
  if (exchangeType === 'headers') return headerWords(args)
  return key === '' ? '“”' : key
}

/** "all of format=pdf, type=report" */
export function headerWords(args: Arguments): string {
  const wanted = Object.entries(args).filter(([name]) => name !== 'x-match')
  const pairs = wanted.map(([name, value]) => `${name}=${plain(value)}`)
  const match = args['x-match'] === 'any' || args['x-match'] === 'any-with-x' ? 'any' : 'all'
  if (pairs.length === 0) return match === 'any' ? 'no headers: nothing' : 'no headers: everything'
  return pairs.length === 1 ? (pairs[0] ?? '') : `${match} of ${pairs.join(', ')}`
}

/** A value of an argument: words as they are, the rest as JSON. */
export const plain = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))
