import { useMemo, type ReactNode } from 'react'
import { formatDuration } from '../../../shared/base/format-time.ts'
import { formatMeasure, formatNumber } from '../../../shared/base/format-number.ts'
import type { TopicData } from '../../../shared/systems/kafka-topic-views.ts'
import { Gone } from '../../app/compare/Gone.tsx'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Mark } from '../../components/Mark.tsx'
import { Name } from '../../components/Name.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { Hatches } from '../Hatches.tsx'
import page from '../page.module.css'
import { Viewed, type Times } from '../Viewed.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import { isPartitionOf, topicEntity } from './entities.ts'
import { stateRank } from './topic-state.ts'
import { ConfigTable } from './topic/ConfigTable.tsx'
import { PartitionChart } from './topic/PartitionChart.tsx'
import { PartitionInspector } from './topic/PartitionInspector.tsx'
import { PartitionTable } from './topic/PartitionTable.tsx'
import { Throughput } from './topic/Throughput.tsx'
import { TopicGroups } from './topic/TopicGroups.tsx'
import { partitionRows, type PartitionRow } from './topic-rows.ts'
import { useKafkaView, useOtherKafkaView } from './use-kafka-view.ts'
import { replicaChanges } from './water/changes.ts'
import { WaterLevels } from './water/WaterLevels.tsx'
import type { Compared } from './water/WaterLevels.tsx'

const shows = [
  { value: 'levels', label: 'Water levels' },
  { value: 'partitions', label: 'Partitions' },
  { value: 'groups', label: 'Groups' },
  { value: 'config', label: 'Config' },
  { value: 'throughput', label: 'Throughput' },
] as const

/** One topic: how high its partitions stand on every replica, and who has read how far. */
export function Topic({ targetId, params }: PageProps) {
  const topic = params['topic'] ?? ''
  const view = useKafkaView(targetId, 'topic', { topic })
  return (
    <div className={page['page']}>
      <Hatches />
      <Viewed view={view} what={`Topic ${topic}`}>
        {(data, times) => <TopicBody targetId={targetId} data={data} times={times} />}
      </Viewed>
    </div>
  )
}

function TopicBody({ targetId, data, times }: { targetId: string; data: TopicData; times: Times }) {
  const [show, setShow] = usePageState('show', 'levels')
  const rows = useMemo(() => partitionRows(data), [data])
  return (
    <>
      <div className={page['title']}>
        <h1>
          <Name>{data.name}</Name> <Mark entity={topicEntity(data.name)} />
        </h1>
        <span className={page['about']}>{aboutTopic(data, rows)}</span>
        <span className={page['grow']} />
        <Segmented label="What is shown" value={show} onChange={setShow} options={shows} />
      </div>
      <MissingNotes missing={data.missing} />
      <Gone isListed={isPartitionOf(data.name)} />
      {body(show, { targetId, data, rows, times })}
    </>
  )
}

interface BodyProps {
  readonly targetId: string
  readonly data: TopicData
  readonly rows: readonly PartitionRow[]
  readonly times: Times
}

function body(show: string, props: BodyProps): ReactNode {
  switch (show) {
    case 'partitions':
      return <PartitionTable {...props} />
    case 'groups':
      return <TopicGroups {...props} />
    case 'config':
      return <ConfigTable {...props} />
    case 'throughput':
      return <Throughput {...props} />
    default:
      return <Levels {...props} />
  }
}

/** The drawing, the chosen partition in time below it, and its inspector at the side. */
function Levels({ targetId, data, rows, times }: BodyProps) {
  const [chosen, setChosen] = usePageState('partition', '')
  const compared = useCompared(data.name, rows)
  const worst = useMemo(() => worstPartition(rows), [rows])
  const selected = chosen === 'none' ? undefined : chosen === '' ? worst : Number(chosen)
  const row = rows.find((r) => r.partition === selected)
  const facts = { at: times.at, minIsr: data.minIsr, replicaLagTimeMaxMs: data.replicaLagTimeMaxMs }
  return (
    <div className={page['row']} style={{ flex: 1 }}>
      <div className={page['column']}>
        <WaterLevels
          data={data}
          rows={rows}
          selected={row?.partition}
          at={times.at}
          readAt={times.readAt}
          compared={compared}
          onSelect={(partition) => setChosen(String(partition))}
          onOpen={() => document.getElementById('partition-inspector')?.focus()}
        />
        {row !== undefined && <PartitionChart targetId={targetId} topic={data.name} row={row} />}
      </div>
      {row !== undefined && (
        <PartitionInspector
          targetId={targetId}
          topic={data.name}
          row={row}
          facts={facts}
          known={new Set(data.missing.map((m) => m.what))}
          onClose={() => setChosen('none')}
        />
      )}
    </div>
  )
}

/** Who led and who was in sync at the other moment; brokers of two clusters have no more than their ids in common. */
function useCompared(topic: string, rows: readonly PartitionRow[]): Compared | undefined {
  const other = useOtherKafkaView('topic', { topic })
  const before = other === undefined || other.relation === 'other' ? undefined : other.data
  const when = other?.when ?? ''
  return useMemo(() => {
    if (before === undefined) return undefined
    return { changes: replicaChanges(rows, partitionRows(before), when), when }
  }, [before, rows, when])
}

/** The partition that needs eyes first; without trouble the first one. */
function worstPartition(rows: readonly PartitionRow[]): number | undefined {
  return rows.toSorted((a, b) => stateRank(a.state) - stateRank(b.state) || a.partition - b.partition)[0]
    ?.partition
}

function aboutTopic(data: TopicData, rows: readonly PartitionRow[]): string {
  const replicas = Math.max(0, ...rows.map((r) => r.replicas.length))
  const retention = data.retentionMs === -1 ? 'for ever' : formatDuration(data.retentionMs)
  return [
    `${formatNumber(rows.length)} ${rows.length === 1 ? 'partition' : 'partitions'} × ${replicas} ${replicas === 1 ? 'replica' : 'replicas'}`,
    `min.insync.replicas ${formatNumber(data.minIsr)}`,
    `retention ${retention}`,
    `${formatMeasure(data.messagesPerSecond)} messages/s in`,
  ].join(' · ')
}
