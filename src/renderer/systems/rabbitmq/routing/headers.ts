import type { Json } from '../../../../shared/base/json.ts'

export interface TypedHeaders {
  readonly headers: Readonly<Record<string, Json>>
  /** What could not be read; undefined: all could. */
  readonly problem: string | undefined
}

/**
 * Headers as they are typed: `format=pdf, pages=12, final=true`. Numbers and the words true and false are what they look
 * like, because the broker compares types too; quotes make a text of them: `pages="12"`.
 */
export function typedHeaders(text: string): TypedHeaders {
  const parts = splitOutsideQuotes(text)
  const pairs = parts.map((part) => /^([^=]+)=(.*)$/s.exec(part))
  const wrong = parts.find((_, index) => pairs[index] === null)
  const headers = Object.fromEntries(
    pairs.flatMap((pair) =>
      pair === null ? [] : [[(pair[1] ?? '').trim(), valueOf((pair[2] ?? '').trim())]],
    ),
  )
  return { headers, problem: wrong === undefined ? undefined : `“${wrong}” has no value: write name=value` }
}

function splitOutsideQuotes(text: string): readonly string[] {
  const parts = text.match(/(?:"[^"]*"?|[^,"])+/g) ?? []
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

function valueOf(text: string): Json {
  const quoted = /^"(.*)"$/s.exec(text)
  if (quoted !== null) return quoted[1] ?? ''
  if (text === 'true') return true
  if (text === 'false') return false
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}
