import { useMemo } from 'react'
import { formatClock, formatDuration } from '../../../../shared/base/format-time.ts'
import type { PartitionData } from '../../../../shared/systems/kafka-topic-views.ts'
import { stretchBefore, useInstant } from '../../../api/instant.ts'
import { useSeries } from '../../../api/use-series.ts'
import { TimeChart } from '../../../components/chart/TimeChart.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useSize } from '../../../components/use-size.ts'
import { culprits } from '../water/row-geometry.ts'
import type { PartitionRow } from '../topic-rows.ts'
import { useKafkaView } from '../use-kafka-view.ts'
import { behindEnd } from './behind.ts'
import style from './topic.module.css'

const windowMs = 600_000
const noLines: PartitionData['lines'] = []

/** The same partition in time: how far behind the end its replicas and the watermark were. */
export function PartitionChart({
  targetId,
  topic,
  row,
}: {
  readonly targetId: string
  readonly topic: string
  readonly row: PartitionRow
}) {
  const { shown, began, go } = useInstant()
  const [ref, size] = useSize()
  const view = useKafkaView(targetId, 'partition', { topic, partition: row.partition })
  // followers and the watermark; the leader's own line is needed to measure from, and lies at zero
  const lines = view.data?.lines ?? noLines
  const range = stretchBefore(shown, windowMs, began)
  const read = useSeries(targetId, lines, { range, points: 900 })
  const data = useMemo(() => (read.data === undefined ? undefined : behindEnd(read.data)), [read.data])
  const blamed = culprits(row)
  const spans = view.data?.outSpans
  return (
    <Panel
      className={style['chart']}
      title={`Partition ${row.partition}, ${formatDuration(range.to - range.from)} up to ${formatClock(shown)}`}
      note="records behind the leader’s end; tinted: a replica out of the ISR, the watermark moves without it"
    >
      <div ref={ref} className={style['plot']}>
        <TimeChart
          label={`Replicas of partition ${row.partition} behind the leader’s end`}
          data={data}
          unit="messages"
          height={Math.max(96, size.height)}
          from={range.from}
          to={range.to}
          series={lines.map((line) => ({
            label: line.label,
            color:
              line.broker < 0 ? 'var(--fg)' : blamed.includes(line.broker) ? 'var(--bad)' : 'var(--series-1)',
            isQuiet: line.broker >= 0 && !blamed.includes(line.broker),
          }))}
          shades={Array.from(spans?.from ?? [], (from, i) => {
            const to = spans?.to[i] ?? NaN
            return { from, to: Number.isNaN(to) ? shown : to, tone: 'warn' as const }
          })}
          onPick={(at) => go(at)}
        />
      </div>
    </Panel>
  )
}
