import { X } from 'lucide-react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { Empty } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { narrowings, unnarrowed } from './narrowed.ts'
import style from './search.module.css'
import { useSearch } from './use-search.ts'
import { totalOf } from './rows.ts'
import type { Wanted } from './wanted.ts'

export interface NothingProps {
  readonly wanted: Wanted
  readonly targetName: (targetId: string) => string
  readonly onChange: (change: Partial<Wanted>) => void
}

/** Nothing was found: which filters hold something back, and how much. */
export function Nothing({ wanted, targetName, onChange }: NothingProps) {
  const filters = narrowings(wanted, targetName, Date.now())
  const wide = useSearch(filters.length === 0 ? undefined : { ...wanted, ...unnarrowed, limit: 1 }).answer
  const text = wanted.text.trim()
  const title = text === '' ? 'Nothing is like that.' : `Nothing that was ever observed has “${text}” in it.`
  if (filters.length === 0)
    return (
      <Empty title={title}>
        Every word must be in a name, a path, a value, a finding’s title or a run. Fewer words find more.
      </Empty>
    )
  const without = wide === undefined ? undefined : totalOf(wide.counts)
  return (
    <Empty title={text === '' ? 'Nothing is like that.' : `Nothing here has “${text}” in it.`}>
      {without !== 0 && (
        <>
          {without === undefined ? 'Filters' : `${formatNumber(without)} without filters. These`} hold things
          back:
          <div className={style['drops']}>
            {filters.map(({ says, drop }) => (
              <Button key={says} onClick={() => onChange(drop)}>
                {says} <X size={11} aria-label="drop" />
              </Button>
            ))}
            {filters.length > 1 && <Button onClick={() => onChange(unnarrowed)}>Drop all filters</Button>}
          </div>
        </>
      )}
      {without === 0 && 'Nor is there anything without the filters: fewer words find more.'}
    </Empty>
  )
}
