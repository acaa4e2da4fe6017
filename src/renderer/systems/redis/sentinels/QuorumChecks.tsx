import { useMemo } from 'react'
import type { BeliefMatrix, SentinelsData } from '../../../../shared/systems/redis-sentinel-views.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { sentinelEntity } from '../entities.ts'
import { sinceText, stateWords } from '../node-words.ts'

export interface QuorumChecksProps {
  readonly data: SentinelsData
  readonly matrix: BeliefMatrix
  readonly times: Times
}

/** The sentinels themselves, and what each says of its own quorum. */
export function QuorumChecks({ data, matrix, times }: QuorumChecksProps) {
  const columns = useMemo(() => checkColumns(data, matrix, times.at), [data, matrix, times.at])
  return (
    <Panel title="Sentinels" note="the last column is SENTINEL CKQUORUM, in their words">
      <ShortTable
        label="Sentinels"
        columns={columns}
        count={data.sentinels.length}
        rowKey={(row) => data.sentinels[row]?.address ?? ''}
        entityOf={(row) => sentinelEntity(data.sentinels[row]?.address ?? '')}
        isQuiet={(row) => data.sentinels[row]?.state !== 'serving'}
        most={9}
        minWidth={560}
        empty={<Empty title="No sentinel is known." />}
      />
    </Panel>
  )
}

function checkColumns(data: SentinelsData, matrix: BeliefMatrix, at: number): readonly Column[] {
  const { sentinels } = data
  return [
    wordColumn(
      ['address', 'Sentinel', 'minmax(130px, 1fr)'],
      (row) => <Name cut>{sentinels[row]?.address ?? ''}</Name>,
      (row) => sentinels[row]?.address ?? '',
    ),
    wordColumn(['state', 'State', 'minmax(120px, 1fr)'], (row) => (
      <SentinelState sentinel={sentinels[row]} at={at} />
    )),
    wordColumn(['version', 'Version', '110px'], (row) => sentinels[row]?.version ?? '?'),
    wordColumn(['quorum', 'Quorum', '60px'], (row) => matrix.rows[row]?.quorum ?? '?'),
    wordColumn(['check', 'Quorum check', 'minmax(180px, 3fr)'], (row) => <Check row={matrix.rows[row]} />),
  ]
}

function SentinelState({
  sentinel,
  at,
}: {
  readonly sentinel: SentinelsData['sentinels'][number] | undefined
  readonly at: number
}) {
  if (sentinel === undefined) return null
  const out = stateWords(sentinel.state)
  return (
    <span title={[sentinel.why, sinceText(sentinel.stateSince, at)].filter(Boolean).join(' ')}>
      <State tone={out?.tone ?? 'ok'}>{out?.word ?? 'answers'}</State>
    </span>
  )
}

function Check({ row }: { readonly row: BeliefMatrix['rows'][number] | undefined }) {
  if (row === undefined || row.quorumSays === null) return <span className={page['dim']}>? not observed</span>
  return (
    <span title={row.quorumSays} className={row.quorumOk === false ? page['bad'] : undefined}>
      {row.quorumSays}
    </span>
  )
}
