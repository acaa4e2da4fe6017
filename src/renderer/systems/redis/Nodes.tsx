import type { NodesData } from '../../../shared/systems/redis-views.ts'
import { SeriesChart, type SeriesLine } from '../../app/charts/SeriesChart.tsx'
import { Gone } from '../../app/compare/Gone.tsx'
import type { PageProps } from '../../app/pages.ts'
import { Empty } from '../../components/Blocks.tsx'
import { classes } from '../../components/classes.ts'
import { Panel } from '../../components/Panel.tsx'
import { Hatches } from '../Hatches.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { useChartHeight } from '../use-chart-height.ts'
import { Viewed } from '../Viewed.tsx'
import { nodeEntity } from '../../../shared/systems/redis-entities.ts'
import { isNode } from './entities.ts'
import { nodesSaid } from './nodes/nodes-said.ts'
import { NodesTable } from './nodes/NodesTable.tsx'
import { ReplicationDrawing } from './nodes/ReplicationDrawing.tsx'
import { shortNames } from './short-names.ts'
import { useRedisView } from './use-redis-view.ts'

/** Who is master, who copies from whom, and how far behind. */
export function Nodes({ targetId }: PageProps) {
  const view = useRedisView(targetId, 'nodes', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Hatches />
      <Viewed view={view} what="The servers">
        {(data, times) => (
          <>
            {nodesSaid(data, times.at).map((said) => (
              <Said key={said.headline} {...said} />
            ))}
            <Gone isListed={isNode} />
            <Panel
              title="Replication"
              note="tinted: what the backlog still holds; left of it only all the data help"
            >
              {data.rows.length === 0 ? (
                <Empty title="No server is known." />
              ) : (
                <ReplicationDrawing data={data} times={times} />
              )}
            </Panel>
            <NodesTable data={data} times={times} />
            <Charts targetId={targetId} data={data} />
          </>
        )}
      </Viewed>
    </div>
  )
}

/** Lines beyond these are no longer told apart. */
const mostLines = 12

function Charts({ targetId, data }: { readonly targetId: string; readonly data: NodesData }) {
  const height = useChartHeight(150)
  const short = shortNames(data.rows.map((row) => row.address))
  const replicas = data.rows.filter((row) => row.role === 'replica' && row.master !== null)
  const lags: readonly SeriesLine[] = replicas
    .toSorted((a, b) => (b.lagBytes ?? -1) - (a.lagBytes ?? -1))
    .slice(0, mostLines)
    .map((row) => ({
      label: short(row.address),
      entity: `replica/${row.address}@${row.master ?? ''}`,
      metric: 'replica.lag_bytes',
    }))
  const writes: readonly SeriesLine[] = data.rows
    .filter((row) => row.role === 'master')
    .slice(0, mostLines)
    .map((row) => ({ label: short(row.address), entity: nodeEntity(row.address), metric: 'node.offset' }))
  return (
    <div className={page['row']}>
      <Panel title="Lag" note="bytes behind its master, the farthest replicas">
        {lags.length === 0 ? (
          <Empty title="No replica follows a master." />
        ) : (
          <SeriesChart targetId={targetId} label="Lag by replica" height={height} lines={lags} />
        )}
      </Panel>
      <Panel title="Written" note="growth of the replication stream of each master">
        <SeriesChart
          targetId={targetId}
          label="Bytes of the replication stream by master"
          as="rate"
          unit="bytes per second"
          height={height}
          lines={writes}
        />
      </Panel>
    </div>
  )
}
