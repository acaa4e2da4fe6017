import type { TopicData } from '../../../../shared/systems/kafka-topic-views.ts'
import { SeriesChart } from '../../../app/charts/SeriesChart.tsx'
import { Panel } from '../../../components/Panel.tsx'
import page from '../../page.module.css'
import { partitionEntity } from '../../../../shared/systems/kafka-entities.ts'
import type { PartitionRow } from '../topic-rows.ts'

const most = 8

/** Messages in, by the busiest partitions, and how the leader's copies grow. */
export function Throughput({
  targetId,
  data,
  rows,
}: {
  readonly targetId: string
  readonly data: TopicData
  readonly rows: readonly PartitionRow[]
}) {
  const busiest = rows
    .toSorted((a, b) => (b.messagesPerSecond || 0) - (a.messagesPerSecond || 0))
    .slice(0, most)
    .sort((a, b) => a.partition - b.partition)
  const entity = (row: PartitionRow) => partitionEntity(data.name, row.partition)
  const note = rows.length > most ? `the ${most} busiest of ${rows.length} partitions` : 'by partition'
  return (
    <div className={page['column']}>
      <Panel title="Messages in" note={`per second, ${note}`}>
        <SeriesChart
          targetId={targetId}
          label="Messages in by partition"
          as="rate"
          height={240}
          lines={busiest.map((row) => ({
            label: `partition ${row.partition}`,
            entity: entity(row),
            metric: 'partition.hw',
          }))}
        />
      </Panel>
      <Panel title="Size" note={`of the leader’s copy, ${note}`}>
        <SeriesChart
          targetId={targetId}
          label="Size by partition"
          height={200}
          fromZero={false}
          lines={busiest
            .filter((row) => row.leader >= 0)
            .map((row) => ({
              label: `partition ${row.partition}`,
              entity: `${entity(row)}@${row.leader}`,
              metric: 'replica.size',
            }))}
        />
      </Panel>
    </div>
  )
}
