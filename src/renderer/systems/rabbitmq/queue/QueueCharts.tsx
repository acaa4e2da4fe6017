import { SeriesChart } from '../../../app/charts/SeriesChart.tsx'
import { Panel } from '../../../components/Panel.tsx'
import page from '../../page.module.css'
import { useChartHeight } from '../../use-chart-height.ts'
import { refreshedOverMs } from '../refreshed.ts'

/** What it holds, and what moves, over time. */
export function QueueCharts({ targetId, entity }: { readonly targetId: string; readonly entity: string }) {
  const height = useChartHeight(150)
  return (
    <div className={page['row']}>
      <Panel title="Backlog" note="messages">
        <SeriesChart
          targetId={targetId}
          label="Backlog"
          height={height}
          fromZero
          lines={[
            { label: 'ready', entity, metric: 'queue.ready' },
            { label: 'unacked', entity, metric: 'queue.unacked' },
          ]}
        />
      </Panel>
      <Panel title="Messages" note="a second">
        <SeriesChart
          targetId={targetId}
          label="Messages a second"
          as="rate"
          overMs={refreshedOverMs}
          height={height}
          fromZero
          lines={[
            { label: 'in', entity, metric: 'queue.publish' },
            { label: 'delivered', entity, metric: 'queue.deliver' },
            { label: 'acked', entity, metric: 'queue.ack' },
            { label: 'again', entity, metric: 'queue.redeliver' },
          ]}
        />
      </Panel>
    </div>
  )
}
