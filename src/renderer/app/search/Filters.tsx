import { useState } from 'react'
import type { ReactNode } from 'react'
import { foundSorts } from '../../../shared/api/search.ts'
import type { SearchAnswer } from '../../../shared/api/search.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { Button } from '../../components/Button.tsx'
import { classes } from '../../components/classes.ts'
import { focusSearch } from '../keys.ts'
import { kindChoices, targetChoices } from './choices.ts'
import { sortNames, totalOf } from './rows.ts'
import style from './search.module.css'
import { OriginSign } from './TargetCell.tsx'
import type { Wanted } from './wanted.ts'

export interface FiltersProps {
  readonly targets: readonly TargetState[]
  readonly wanted: Wanted
  readonly onChange: (change: Partial<Wanted>) => void
  /** How many there are; undefined: not known. */
  readonly counted: Pick<SearchAnswer, 'counts' | 'kinds'> | undefined
}

/** What of all that is found is shown: one sort, some kinds, some targets. Esc goes back to the field. */
export function Filters(props: FiltersProps) {
  return (
    <aside
      className={style['filters']}
      aria-label="Filters"
      onKeyDown={(event) => {
        if (event.key === 'Escape') focusSearch()
      }}
    >
      <SortFacet {...props} />
      <KindFacet {...props} />
      <TargetFacet {...props} />
    </aside>
  )
}

function SortFacet({ wanted, onChange, counted }: FiltersProps) {
  const counts = counted?.counts
  const all = counts === undefined ? undefined : totalOf(counts)
  return (
    <Facet title="What">
      <Choice isOn={wanted.sort === undefined} count={all} onToggle={() => onChange({ sort: undefined })}>
        Everything
      </Choice>
      {foundSorts.map((sort) => (
        <Choice
          key={sort}
          isOn={wanted.sort === sort}
          count={counts?.[sort]}
          onToggle={() => onChange({ sort: wanted.sort === sort ? undefined : sort })}
        >
          {sortNames[sort]}
        </Choice>
      ))}
    </Facet>
  )
}

const shownAtFirst = 10

function KindFacet({ wanted, onChange, counted }: FiltersProps) {
  const [isWhole, setWhole] = useState(false)
  const all = kindChoices(counted?.kinds ?? [], wanted.kinds)
  const shown = isWhole ? all : all.slice(0, shownAtFirst)
  if (all.length === 0) return null
  return (
    <Facet title="Kind" onClear={wanted.kinds.length === 0 ? undefined : () => onChange({ kinds: [] })}>
      {shown.map(({ kind, count }) => (
        <Choice
          key={kind}
          isOn={wanted.kinds.includes(kind)}
          count={count}
          onToggle={() => onChange({ kinds: toggled(wanted.kinds, kind) })}
        >
          {kind}
        </Choice>
      ))}
      {all.length > shownAtFirst && (
        <Button kind="link" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Fewer kinds' : `All ${all.length} kinds`}
        </Button>
      )}
    </Facet>
  )
}

function TargetFacet({ targets, wanted, onChange }: FiltersProps) {
  const all = targetChoices(targets, wanted.targetIds)
  if (all.length < 2) return null
  const own = all.filter(({ condition }) => condition !== 'recorded').map(({ config }) => config.id)
  const isOwn = own.length === wanted.targetIds.length && own.every((id) => wanted.targetIds.includes(id))
  return (
    <Facet
      title="Target"
      onClear={wanted.targetIds.length === 0 ? undefined : () => onChange({ targetIds: [] })}
    >
      {own.length > 1 && own.length < all.length && (
        <Choice isOn={isOwn} count={undefined} onToggle={() => onChange({ targetIds: isOwn ? [] : own })}>
          All that are not recorded
        </Choice>
      )}
      {all.map((target) => (
        <Choice
          key={target.config.id}
          isOn={wanted.targetIds.includes(target.config.id)}
          count={undefined}
          onToggle={() => onChange({ targetIds: toggled(wanted.targetIds, target.config.id) })}
        >
          <OriginSign target={target} /> {target.config.name}
        </Choice>
      ))}
    </Facet>
  )
}

interface FacetProps {
  readonly title: string
  readonly onClear?: (() => void) | undefined
  readonly children: ReactNode
}

function Facet({ title, onClear, children }: FacetProps) {
  return (
    <div className={style['facet']} role="group" aria-label={title}>
      <div className={style['cap']}>
        {title}
        {onClear !== undefined && (
          <Button kind="link" onClick={onClear}>
            all
          </Button>
        )}
      </div>
      {children}
    </div>
  )
}

interface ChoiceProps {
  readonly isOn: boolean
  readonly count: number | undefined
  readonly onToggle: () => void
  readonly children: ReactNode
}

function Choice({ isOn, count, onToggle, children }: ChoiceProps) {
  return (
    <button
      type="button"
      className={classes(style['choice'], isOn && style['on'], count === 0 && style['none'])}
      aria-pressed={isOn}
      onClick={onToggle}
    >
      <span>{children}</span>
      {count !== undefined && <i>{formatNumber(count)}</i>}
    </button>
  )
}

const toggled = (list: readonly string[], one: string) =>
  list.includes(one) ? list.filter((each) => each !== one) : [...list, one]
