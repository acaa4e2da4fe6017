import type { FoundFact } from '../../../shared/api/search.ts'
import type { Json } from '../../../shared/base/json.ts'
import { factText } from '../../../shared/history/fact-text.ts'
import { around, holdsAll } from './marks.ts'

const room = { most: 160, seen: 33 }

/** A value on one line, so that what was looked for can be seen: as people read it where that shows it too, else as JSON. */
export function valueText(
  { text, isCut }: Pick<FoundFact, 'text' | 'isCut'>,
  words: readonly string[],
): string {
  const read = isCut ? withoutSigns(text) : factText(parsed(text) ?? text)
  const hasLost = words.some((word) => holdsAll(text, [word]) && !holdsAll(read, [word]))
  return around((hasLost ? text : read).replaceAll(/\s+/g, ' '), words, room)
}

/** A part of a JSON text about as `factText` writes the whole: `…leader 2, epoch 44…`. */
function withoutSigns(text: string): string {
  return text
    .replaceAll(/":/g, ' ')
    .replaceAll(/,(?=["{[])/g, ', ')
    .replaceAll(/\\(["\\/])|[{}"]/g, '$1')
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
