import { hashedPart, slotCount, slotOf, type HashedPart } from '../../../../shared/systems/redis-slots.ts'

/** What was typed: a slot by its number, or a key with the part of it that is hashed. */
export interface Asked {
  readonly slot: number
  readonly key: string | undefined
  readonly part: HashedPart | undefined
}

/** A number of a slot is that slot; anything else is a key; `=` before it makes a number a key. Empty: nothing. */
export function slotOrKey(text: string): Asked | undefined {
  if (text === '') return undefined
  if (/^\d{1,5}$/.test(text) && Number(text) < slotCount)
    return { slot: Number(text), key: undefined, part: undefined }
  const key = text.startsWith('=') && text.length > 1 ? text.slice(1) : text
  return { slot: slotOf(key), key, part: hashedPart(key) }
}
