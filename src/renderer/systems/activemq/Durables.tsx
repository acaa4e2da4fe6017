import { useCallback, useMemo } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import type { DurablesData } from '../../../shared/systems/activemq-client-views.ts'
import { SeriesChart } from '../../app/charts/SeriesChart.tsx'
import { Gone } from '../../app/compare/Gone.tsx'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty, Unknown } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { useChartHeight } from '../use-chart-height.ts'
import { Viewed, type Times } from '../Viewed.tsx'
import { isDurable } from './entities.ts'
import { durableColumns } from './durables/columns.tsx'
import { durablesSaid } from './durables/durables-said.ts'
import { useActivemqView } from './use-activemq-view.ts'

/** Durable subscribers: who is there, who is away since when, and what the store keeps for them. */
export function Durables({ targetId }: PageProps) {
  const view = useActivemqView(targetId, 'durables', {})
  return (
    <div className={page['page']}>
      <Viewed view={view} what="The durable subscribers">
        {(data, times) => (
          <>
            {durablesSaid(data)
              .slice(0, 3)
              .map((said) => (
                <Said key={said.headline} {...said} />
              ))}
            {data.why !== null && (
              <Unknown title="Not every durable subscriber is known.">{data.why}</Unknown>
            )}
            <PendingChart targetId={targetId} data={data} />
            <DurableList data={data} times={times} />
          </>
        )}
      </Viewed>
    </div>
  )
}

interface ListProps {
  readonly data: DurablesData
  readonly times: Times
}

function DurableList({ data, times }: ListProps) {
  const { rows } = data
  const [text, setText] = usePageState('q', '')
  const [kind, setKind] = usePageState('kind', 'all')
  const offline = rows.filter((row) => !row.isActive).length
  return (
    <Panel
      title="Durable subscribers"
      fill
      note={
        rows.length === 0 && data.why !== null
          ? 'not known'
          : `${formatNumber(rows.length)}, ${formatNumber(offline)} of them offline`
      }
      actions={
        <>
          <Segmented label="Which subscribers" value={kind} onChange={setKind} options={kinds} />
          <SearchField value={text} onChange={setText} placeholder="Client, name or topic" />
        </>
      }
    >
      <Gone isListed={isDurable} />
      <DurableTable {...{ data, times, kind }} text={text.trim().toLowerCase()} />
    </Panel>
  )
}

const kinds = [
  { value: 'all', label: 'all' },
  { value: 'offline', label: 'offline' },
] as const

interface TableProps extends ListProps {
  readonly kind: string
  readonly text: string
}

function DurableTable({ data: { rows, why }, times, kind, text }: TableProps) {
  const [selected, setSelected] = usePageState('durable', '')
  const hasBrokers = new Set(rows.map((row) => row.broker)).size > 1
  const columns = useMemo(
    () => durableColumns(rows, times, hasBrokers),
    [rows, times.at, times.readAt, hasBrokers],
  )
  const matches = useCallback(
    (row: number) => {
      const each = rows[row]
      if (each === undefined || (kind === 'offline' && each.isActive)) return false
      const words = [each.clientId, each.name, each.topic, each.broker]
      return text === '' || words.some((word) => word.toLowerCase().includes(text))
    },
    [rows, text, kind],
  )
  return (
    <DataTable
      label="Durable subscribers"
      columns={columns}
      count={rows.length}
      rowKey={(row) => rows[row]?.entity ?? ''}
      entityOf={(row) => rows[row]?.entity ?? ''}
      matches={matches}
      selectedKey={selected}
      onOpen={(row) => setSelected(rows[row]?.entity ?? '')}
      minWidth={960}
      empty={<NoDurables isBlind={why !== null} count={rows.length} text={text} />}
    />
  )
}

function NoDurables({ isBlind, count, text }: { isBlind: boolean; count: number; text: string }) {
  if (text !== '') return <Empty title={`No durable subscriber contains “${text}”.`} />
  if (count > 0) return <Empty title="No durable subscriber is offline." />
  return isBlind ? (
    <Empty title="No durable subscriber could be read." />
  ) : (
    <Empty title="There is no durable subscriber.">
      Nothing is kept for anybody who is away; a topic’s messages reach those that are connected.
    </Empty>
  )
}

/** Lines beyond these are no longer told apart; the view has those with the most pending first. */
const mostLines = 6

function PendingChart({ targetId, data }: { readonly targetId: string; readonly data: DurablesData }) {
  const height = useChartHeight(130)
  const [selected] = usePageState('durable', '')
  if (data.rows.length === 0) return null
  const chosen = data.rows.find((row) => row.entity === selected)
  const shown = chosen === undefined ? data.rows.slice(0, mostLines) : [chosen]
  return (
    <Panel
      title="Kept for durable subscribers"
      note={chosen === undefined ? 'those with the most' : `${chosen.name} of ${chosen.clientId}`}
    >
      <SeriesChart
        targetId={targetId}
        label="Messages kept for durable subscribers"
        height={height}
        lines={shown.map((row) => ({ label: row.name, entity: row.entity, metric: 'consumer.pending' }))}
      />
    </Panel>
  )
}
