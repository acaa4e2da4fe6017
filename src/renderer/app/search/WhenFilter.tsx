import { useState } from 'react'
import { formatDistance, formatInstantLong } from '../../../shared/base/format-time.ts'
import { TextField } from '../../components/Field.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import style from './search.module.css'
import { readTyped } from './typed-instant.ts'
import { lastStretches } from './wanted.ts'
import type { When } from './wanted.ts'

const options = [
  { value: 'ever', label: 'ever' },
  { value: '1h', label: 'last hour' },
  { value: '24h', label: 'day' },
  { value: '7d', label: 'week' },
  { value: 'stretch', label: 'from … to …' },
] as const
type Option = (typeof options)[number]['value']

export interface WhenFilterProps {
  readonly when: When
  readonly onChange: (when: When) => void
}

/** When what is looked for was in force. */
export function WhenChoice({ when, onChange }: WhenFilterProps) {
  const value: Option =
    when.is === 'last'
      ? (options.find(({ value: name }) => lastStretches[name] === when.ms)?.value ?? 'ever')
      : when.is
  const choose = (next: Option) => {
    const ms = lastStretches[next]
    if (ms !== undefined) onChange({ is: 'last', ms })
    else onChange(next === 'ever' ? { is: 'ever' } : { is: 'stretch', from: undefined, to: undefined })
  }
  return <Segmented label="When" value={value} options={options} onChange={choose} />
}

/** The two ends of a stretch, each as a person types a time. */
export function WhenStretch({ when, onChange }: WhenFilterProps) {
  if (when.is !== 'stretch') return null
  const isBackwards = (from: number | undefined, to: number | undefined) =>
    from !== undefined && to !== undefined && to < from
  return (
    <div className={style['stretch']} role="group" aria-label="Stretch">
      <InstantField
        label="From"
        at={when.from}
        open="the beginning of each history"
        problemOf={(from) => (isBackwards(from, when.to) ? 'That is after the end' : undefined)}
        onChange={(from) => onChange({ ...when, from })}
      />
      <InstantField
        label="To"
        at={when.to}
        open="the end of each history"
        problemOf={(to) => (isBackwards(when.from, to) ? 'That is before the beginning' : undefined)}
        onChange={(to) => onChange({ ...when, to })}
      />
    </div>
  )
}

interface InstantFieldProps {
  readonly label: string
  readonly at: number | undefined
  /** What holds when it is left empty. */
  readonly open: string
  readonly problemOf: (at: number) => string | undefined
  readonly onChange: (at: number | undefined) => void
}

function InstantField({ label, at, open, problemOf, onChange }: InstantFieldProps) {
  // what was typed stands as long as it is what the address says
  const [last, setLast] = useState<{ readonly text: string; readonly at: number | undefined }>()
  const text =
    last !== undefined && last.at === at ? last.text : at === undefined ? '' : formatInstantLong(at)
  const now = Date.now()
  const typed = readTyped(text, now, problemOf)
  const change = (next: string) => {
    const read = readTyped(next, Date.now(), problemOf)
    const means = read.is === 'understood' ? read.at : read.is === 'empty' ? undefined : at
    setLast({ text: next, at: means })
    if (means !== at) onChange(means)
  }
  const help = {
    empty: open,
    understood: at === undefined ? '' : `${formatInstantLong(at)}, ${formatDistance(at, now)}`,
    unread: '03:12 · yesterday 14:00 · 20 Nov 03:12 · 15 min ago',
    refused: undefined,
  }[typed.is]
  return (
    <TextField
      label={label}
      value={text}
      onChange={change}
      help={help}
      problem={typed.is === 'refused' ? typed.why : undefined}
    />
  )
}
