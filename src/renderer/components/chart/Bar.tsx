import { classes } from '../classes.ts'
import { toneColor } from '../tone.ts'
import type { Tone } from '../tone.ts'
import style from './Bar.module.css'

export interface BarProps {
  /** NaN: not observed, drawn hatched. */
  readonly value: number
  /** What a full bar means. */
  readonly max: number
  readonly tone?: Tone
  /** A series colour, where the bar is of a category. */
  readonly color?: string
  /** A line across: the mean, a limit. */
  readonly mark?: number
  /** Said instead of the drawing; omitted when a number beside it says the same. */
  readonly label?: string
}

/** How much of a whole. The number stands beside it. */
export function Bar({ value, max, tone = 'accent', color, mark, label }: BarProps) {
  const share = (part: number) => `${Math.max(0, Math.min(1, part / (max || 1))) * 100}%`
  const isSeen = Number.isFinite(value)
  return (
    <span
      className={classes(style['bar'], !isSeen && style['unknown'])}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {isSeen && (
        <i className={style['value']} style={{ width: share(value), background: color ?? toneColor(tone) }} />
      )}
      {mark !== undefined && <i className={style['mark']} style={{ left: share(mark) }} />}
    </span>
  )
}
