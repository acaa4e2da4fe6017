import { ChevronDown, ChevronRight, Info, TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Finding, RuleVerdict, Severity } from '../../../shared/api/findings.ts'
import { formatInstant, formatMinute, isSameDay } from '../../../shared/base/format-time.ts'
import { useInstant } from '../../api/instant.ts'
import { Badge, Dot } from '../../components/State.tsx'
import { classes } from '../../components/classes.ts'
import type { Tone } from '../../components/tone.ts'
import { toneColor } from '../../components/tone.ts'
import style from './findings.module.css'
import { lockedOf } from './group.ts'
import type { Cause } from '../../../shared/history/causes.ts'

export const severityTone: Readonly<Record<Severity, Tone>> = {
  critical: 'bad',
  warning: 'warn',
  info: 'accent',
}

/** A triangle in the colour of the severity; informational ones are no alarm. */
export function SeverityIcon({ severity, size }: { readonly severity: Severity; readonly size: number }) {
  const Icon = severity === 'info' ? Info : TriangleAlert
  return (
    <Icon
      size={size}
      color={toneColor(severityTone[severity])}
      aria-label={severity}
      style={{ flex: 'none' }}
    />
  )
}

export interface FindingListProps {
  readonly causes: readonly Cause[]
  readonly verdicts: readonly RuleVerdict[]
  readonly selectedId: string | undefined
  readonly onSelect: (finding: Finding) => void
  /** Said when there is no finding. */
  readonly empty: string
}

/** Causes with what they explain, then what could not be judged, then what is fine. ↑ ↓ choose. */
export function FindingList({ causes, verdicts, selectedId, onSelect, empty }: FindingListProps) {
  const box = useRef<HTMLDivElement>(null)
  const locked = lockedOf(verdicts)
  const fine = verdicts.filter((each) => each.is === 'ok')
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const rows = [...(box.current?.querySelectorAll<HTMLElement>('[role=option]') ?? [])]
    const next =
      rows.findIndex((row) => row === document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1)
    const row = rows[Math.max(0, Math.min(rows.length - 1, next))]
    row?.focus()
    row?.click()
    event.preventDefault()
  }
  const unknown = locked.reduce((sum, each) => sum + each.rules.length, 0)
  return (
    <div ref={box} className={style['list']} onKeyDown={onKeyDown}>
      <div className={style['cap']}>
        {causes.length === 0 ? empty : 'Findings'}
        <span>{causes.length || ''}</span>
      </div>
      <div role="listbox" aria-label="Findings">
        {causes.map((cause) => (
          <CauseRows key={cause.finding.id} {...{ cause, selectedId, onSelect }} />
        ))}
      </div>
      {locked.length > 0 && <Cap text="Unknown, and what would unlock them" count={unknown} />}
      {locked.map(({ missing, rules }) => (
        <div key={missing} className={style['locked']}>
          <div>
            {rules.map((rule) => rule.title).join(', ')}
            <Badge>{rules.length === 1 ? '1 rule' : `${rules.length} rules`}</Badge>
          </div>
          <span data-fix>{missing}</span>
        </div>
      ))}
      {fine.length > 0 && <Cap text="Ok" count={fine.length} />}
      {fine.map((rule) => (
        <div key={rule.rule} className={style['row']} title={rule.rule}>
          <Dot tone="ok" />
          <span className={style['text']}>{rule.title}</span>
        </div>
      ))}
    </div>
  )
}

function Cap({ text, count }: { readonly text: string; readonly count: number }) {
  return (
    <div className={style['cap']}>
      {text}
      <span>{count}</span>
    </div>
  )
}

const firstShown = 6

interface CauseRowsProps {
  readonly cause: Cause
  readonly selectedId: string | undefined
  readonly onSelect: (finding: Finding) => void
}

function CauseRows({ cause: { finding, explained, alike }, selectedId, onSelect }: CauseRowsProps) {
  const [isOpen, setOpen] = useState(explained.length > 0)
  const under = explained.length > 0 ? explained : alike
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? under : under.slice(0, firstShown)
  const Fold = isOpen ? ChevronDown : ChevronRight
  return (
    <>
      <Row
        finding={finding}
        isSelected={finding.id === selectedId}
        onSelect={onSelect}
        count={explained.length}
      />
      {under.length > 0 && (
        <div className={style['sub']} role="group" aria-label={`Explained by ${finding.title}`}>
          <button
            type="button"
            className={classes(style['row'], style['dim'])}
            onClick={() => setOpen(!isOpen)}
          >
            <Fold size={12} />{' '}
            {explained.length > 0 ? `explains ${under.length}` : `and ${under.length} alike`}
          </button>
          {isOpen &&
            shown.map((each) => (
              <Row
                key={each.id}
                finding={each}
                isSelected={each.id === selectedId}
                onSelect={onSelect}
                isExplained
              />
            ))}
          {isOpen && shown.length < under.length && (
            <button
              type="button"
              className={classes(style['row'], style['dim'])}
              onClick={() => setWhole(true)}
            >
              + {under.length - shown.length} more
            </button>
          )}
        </div>
      )}
    </>
  )
}

interface RowProps {
  readonly finding: Finding
  readonly isSelected: boolean
  readonly isExplained?: boolean
  readonly count?: number
  readonly onSelect: (finding: Finding) => void
}

function Row({ finding, isSelected, isExplained, count = 0, onSelect }: RowProps) {
  const { shown } = useInstant()
  const isToday = isSameDay(finding.opened, Date.now())
  return (
    <button
      type="button"
      role="option"
      aria-selected={isSelected}
      className={classes(style['row'], isExplained !== true && style['cause'])}
      onClick={() => onSelect(finding)}
      title={finding.title}
    >
      {isExplained === true ? (
        <Dot tone={severityTone[finding.severity]} />
      ) : (
        <SeverityIcon severity={finding.severity} size={13} />
      )}
      <span className={style['text']}>{finding.title}</span>
      {count > 0 && <span className={style['dim']}>{count}</span>}
      <span className={style['when']}>
        {finding.closed !== undefined && finding.closed <= shown && 'closed · '}
        {isToday ? formatMinute(finding.opened) : formatInstant(finding.opened)}
      </span>
    </button>
  )
}
