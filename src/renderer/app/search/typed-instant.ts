import { parseInstant } from '../../../shared/base/parse-time.ts'

/** What a field for a time holds. */
export type Typed =
  | { readonly is: 'empty' }
  | { readonly is: 'understood'; readonly at: number }
  /** Not yet a time, while one types. */
  | { readonly is: 'unread' }
  | { readonly is: 'refused'; readonly why: string }

/** Reads a time as "go to" of the time bar takes it. @param problemOf why an instant can't be one end of the stretch */
export function readTyped(text: string, now: number, problemOf: (at: number) => string | undefined): Typed {
  if (text.trim() === '') return { is: 'empty' }
  const at = parseInstant(text, now)
  if (at === undefined) return { is: 'unread' }
  const why = at > now ? 'That has not come yet' : problemOf(at)
  return why === undefined ? { is: 'understood', at } : { is: 'refused', why }
}
