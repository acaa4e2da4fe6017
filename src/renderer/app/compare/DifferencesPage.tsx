import { useMemo, useState } from 'react'
import type { Comparison } from '../../../shared/api/compare.ts'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'
import { Empty, Failed, Loading } from '../../components/Blocks.tsx'
import { Button, Kbd } from '../../components/Button.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { usePageState } from '../use-page-state.ts'
import style from './compare.module.css'
import { useComparing } from './comparing.ts'
import type { Comparing } from './comparing.ts'
import { countsOf } from './counts.ts'
import { DifferenceTree } from './DifferenceTree.tsx'
import { MovedTable } from './MovedTable.tsx'
import { isSame } from './pair.ts'
import { Uncompared } from './Uncompared.tsx'
import type { CompareControl } from './use-compare-control.ts'

/** Everything that differs between the two moments, as a list. */
export function DifferencesPage({ control }: { readonly control: CompareControl }) {
  const comparing = useComparing()
  if (comparing === undefined)
    return (
      <Empty title="Nothing is compared.">
        <Button kind="link" onClick={control.pin}>
          Compare with this moment
        </Button>{' '}
        <Kbd>C</Kbd>, then go to another one.
      </Empty>
    )
  const { read, request } = comparing
  if (isSame(request))
    return (
      <Empty title="Both moments are the same one.">
        Go to another one in the time bar, or choose another one to compare with above.
      </Empty>
    )
  if (read.error !== undefined)
    return (
      <Failed
        title="These two moments could not be compared"
        error={read.error}
        actions={<Button onClick={read.again}>Try again</Button>}
      />
    )
  if (read.value === undefined) return <Loading>Looking for what differs…</Loading>
  return <Differences comparing={comparing} told={read.value} />
}

interface DifferencesProps {
  readonly comparing: Comparing
  readonly told: Comparison
}

/** Rows of offsets below the list, where both are shown. */
const fewRows = 7

function Differences({ comparing, told }: DifferencesProps) {
  const [area, setArea] = usePageState('area', 'all')
  const [text, setText] = useState('')
  const { moved, groups } = told
  const hasTree = area !== 'offsets' && groups.length > 0
  const hasMoved = (area === 'all' || area === 'offsets') && moved.length > 0
  return (
    <>
      <Panel
        title="Differences"
        fill={hasTree}
        className={hasTree ? style['list'] : undefined}
        note={hasTree || hasMoved ? noteOf(told) : undefined}
        actions={
          <>
            <Areas {...{ told, area, setArea }} />
            <SearchField value={text} onChange={setText} placeholder="Entity, fact, value" />
          </>
        }
      >
        {hasTree && <DifferenceTree {...{ comparing, told, area, text }} />}
        {!hasTree && !hasMoved && <Nothing comparing={comparing} told={told} />}
      </Panel>
      {hasMoved && <MovedTable {...{ comparing, told, text }} {...(hasTree ? { rows: fewRows } : {})} />}
      <Uncompared comparing={comparing} told={told} />
    </>
  )
}

/** The areas where anything differs, each with how much. */
function Areas({ told, area, setArea }: { told: Comparison; area: string; setArea: (area: string) => void }) {
  const counts = useMemo(() => countsOf(told), [told])
  if (counts.length < 2) return null
  return (
    <Segmented
      label="Area"
      value={area}
      onChange={setArea}
      options={[
        { value: 'all', label: 'all' },
        ...counts.map((each) => ({
          value: each.area as string,
          label: each.area,
        })),
      ]}
    />
  )
}

function noteOf({ alike, left, groups }: Comparison): string {
  const lead = groups.length === 0 ? 'nothing but amounts differs · ' : ''
  const more = left > 0 ? ` · ${formatNumber(left)} more groups are not listed` : ''
  return `${lead}${formatNumber(alike)} entities are alike${more}`
}

function Nothing({ comparing: { words, b }, told }: DifferencesProps) {
  return (
    <Empty title="Nothing differs.">
      {formatNumber(told.alike)} entities are alike at {formatInstant(b)} and{' '}
      {words.relation === 'other' ? `on ${words.other}` : `at ${words.other}`}.
    </Empty>
  )
}
