import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { SeriesChart } from '../../../app/charts/SeriesChart.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useChartHeight } from '../../use-chart-height.ts'
import { shortNodes } from '../node-words.ts'
import style from './nodes.module.css'

const charts = [
  ['Memory used', 'as the broker counts it', 'node.memory', 'value'],
  ['Free disk', 'of the partition with the data', 'node.disk_free', 'value'],
  ['Open files', 'and sockets', 'node.fds', 'value'],
  ['Round trip', 'of a question that needs no other node', 'node.round_trip', 'value'],
] as const

/** Lines beyond these are no longer told apart. */
const mostLines = 10

/** What nodes run out of, over time. */
export function NodeCharts({
  targetId,
  names,
}: {
  readonly targetId: string
  readonly names: readonly string[]
}) {
  const height = useChartHeight(120)
  const short = shortNodes(names)
  return (
    <div className={style['charts']}>
      {charts.map(([title, note, metric, as]) => (
        <Panel key={metric} title={title} note={note}>
          <SeriesChart
            targetId={targetId}
            label={title}
            as={as}
            height={height}
            lines={names.slice(0, mostLines).map((name) => ({
              label: short(name),
              entity: rabbitmqEntity('node', name),
              metric,
            }))}
          />
        </Panel>
      ))}
    </div>
  )
}
