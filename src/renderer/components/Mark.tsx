import { useEffect, useRef } from 'react'
import type { Mark as MarkData, Sign } from './marks.ts'
import { useMarks } from './marks.ts'
import style from './Mark.module.css'
import { hideTip, useTip } from './tip.ts'

export interface MarkProps {
  readonly entity: string
  /** Set to false in rows of tables and trees: a list of thousands is one stop of the keyboard. */
  readonly focusable?: boolean
}

/** While two moments are compared: how this entity differs. Nothing at all otherwise. For cards, titles and tree rows. */
export function Mark({ entity, focusable = true }: MarkProps) {
  const mark = useMarks()?.of(entity)
  return mark === undefined ? null : <MarkTag mark={mark} focusable={focusable} />
}

export interface SvgMarkProps {
  readonly entity: string
  /** Its middle. */
  readonly x: number
  readonly y: number
}

/** The same inside a drawing. */
export function SvgMark({ entity, x, y }: SvgMarkProps) {
  const mark = useMarks()?.of(entity)
  return mark === undefined ? null : <SvgTag mark={mark} x={x} y={y} />
}

/** The same of several entities that are drawn as one. */
export function SvgTag({ mark, x, y }: { readonly mark: MarkData; readonly x: number; readonly y: number }) {
  const tip = useTip(() => mark.says)
  return (
    <g
      transform={`translate(${x - 4} ${y - 4})`}
      role="img"
      aria-label={mark.says}
      data-mark={mark.sign}
      {...tip}
    >
      <rect x={-4} y={-4} width={16} height={16} fill="transparent" />
      <Shape sign={mark.sign} />
    </g>
  )
}

export interface MarkTagProps {
  readonly mark: MarkData
  readonly focusable?: boolean
  /** The keyboard is at its row: it says what it is, as hover would. */
  readonly isActive?: boolean
}

/** The sign with what differs as its tip, and as its name for screen readers. */
export function MarkTag({ mark, focusable = false, isActive = false }: MarkTagProps) {
  const tag = useRef<HTMLElement>(null)
  const tip = useTip(() => mark.says)
  useEffect(() => {
    const element = tag.current
    if (!isActive || element === null || !element.matches(':focus-visible *')) return undefined
    tip.onFocus({ currentTarget: element })
    return hideTip
  }, [isActive, tip, mark])
  return (
    <i
      ref={tag}
      className={style['tag']}
      role="img"
      aria-label={mark.says}
      tabIndex={focusable ? 0 : undefined}
      data-mark={mark.sign}
      {...tip}
    >
      <svg width={8} height={8} aria-hidden>
        <Shape sign={mark.sign} />
      </svg>
    </i>
  )
}

/** 8 × 8 px. Shape tells them apart, colour only says that it is a difference. */
export function Shape({ sign }: { readonly sign: Sign }) {
  switch (sign) {
    case 'changed':
      return <circle className={style['disc']} cx={4} cy={4} r={3} />
    case 'inside':
      return <circle className={style['ring']} cx={4} cy={4} r={2.5} />
    case 'new':
      return <path className={style['line']} d="M4 .5v7M.5 4h7" />
    case 'gone':
      return <path className={style['line']} d="M.5 4h7" />
  }
}
