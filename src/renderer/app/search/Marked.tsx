import { markedParts } from './marks.ts'
import style from './search.module.css'

/** A text with what was looked for marked in it. */
export function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  return markedParts(text, words).map((part, index) =>
    part.isMarked ? (
      <mark key={index} className={style['mark']}>
        {part.text}
      </mark>
    ) : (
      <span key={index}>{part.text}</span>
    ),
  )
}
