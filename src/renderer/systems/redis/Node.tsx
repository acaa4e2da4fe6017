import { useMemo } from 'react'
import type { NodeData } from '../../../shared/systems/redis-views.ts'
import { SeriesChart } from '../../app/charts/SeriesChart.tsx'
import { ChangesPanel } from '../../app/events/ChangesPanel.tsx'
import { Link } from '../../app/Link.tsx'
import type { PageProps } from '../../app/pages.ts'
import { classes } from '../../components/classes.ts'
import { KpiStrip } from '../../components/KpiStrip.tsx'
import { Mark } from '../../components/Mark.tsx'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import { State } from '../../components/State.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { useChartHeight } from '../use-chart-height.ts'
import { Viewed, type Times } from '../Viewed.tsx'
import { blindNotes } from './blind-notes.ts'
import { nodeEntity } from '../../../shared/systems/redis-entities.ts'
import { CommandsPanel } from './load/CommandsPanel.tsx'
import loadStyle from './load/load.module.css'
import { nodeWords, sinceText, stateClause } from './node-words.ts'
import { ConfigTable } from './node/ConfigTable.tsx'
import { ErrorsTable } from './node/ErrorsTable.tsx'
import { FiguresPanel } from './node/FiguresPanel.tsx'
import { nodeKpis } from './node/kpis.tsx'
import { StandingPanel } from './node/StandingPanel.tsx'
import { useRedisView } from './use-redis-view.ts'

/** One server: how it is, what it holds and does, how it is set, and what could not be read of it. */
export function Node({ targetId, params }: PageProps) {
  const address = params['node'] ?? ''
  const view = useRedisView(targetId, 'node', { address })
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what={`Server ${address}`}>
        {(data, times) => <NodePanels targetId={targetId} data={data} times={times} />}
      </Viewed>
    </div>
  )
}

interface PartProps {
  readonly targetId: string
  readonly data: NodeData
  readonly times: Times
}

function NodePanels({ targetId, data, times }: PartProps) {
  const { row } = data
  const master = useMaster(targetId, data)
  const words = nodeWords(row, master)
  return (
    <>
      <div className={page['title']}>
        <h1>
          <Name>{row.address}</Name> <Mark entity={nodeEntity(row.address)} />
        </h1>
        <State tone={words.tone}>{words.word}</State>
        <span className={page['about']}>{aboutNode(data, times.at)}</span>
        <span className={page['grow']} />
        {row.master !== null && (
          <span>
            copies from <Link to={['nodes', row.master]}>{row.master}</Link>
          </span>
        )}
      </div>
      {row.why !== null && (
        <Said
          tone={words.tone === 'bad' ? 'bad' : 'warn'}
          headline={
            `${row.address} ${stateClause(words.word, 1)} ${sinceText(row.stateSince, times.at)}`.trim() + '.'
          }
          rest={`${row.why.replace(/\.$/, '')}. Charts end where it was last seen.`}
        />
      )}
      <KpiStrip items={nodeKpis(row, times)} />
      {row.why === null && <MissingNotes missing={blindNotes(data.blind)} />}
      <Charts
        targetId={targetId}
        address={row.address}
        isReplica={row.role === 'replica'}
        master={row.master}
      />
      <div className={page['wideFirst']}>
        <CommandsPanel targetId={targetId} address={row.address} rows={10} />
        <ErrorsTable data={data} times={times} />
      </div>
      <div className={page['row']}>
        <FiguresPanel data={data} />
        <div className={page['column']}>
          <StandingPanel data={data} times={times} />
          <ConfigTable address={row.address} config={data.config} />
        </div>
      </div>
      <ChangesPanel targetId={targetId} system="redis" entity={nodeEntity(row.address)} />
    </>
  )
}

/** The row of the server that feeds it, for how much its backlog holds. */
function useMaster(targetId: string, { row }: NodeData) {
  const { data } = useRedisView(targetId, 'nodes', {})
  return useMemo(() => data?.rows.find((each) => each.address === row.master), [data, row.master])
}

function aboutNode({ row }: NodeData, at: number): string {
  return [
    row.version ?? 'version not observed',
    row.role === null ? '' : `${row.role} ${sinceText(row.roleSince, at)}`.trim(),
    row.id === null ? '' : `id ${row.id.slice(0, 8)}`,
    row.slots === '' ? '' : `slots ${row.slots}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

function Charts({
  targetId,
  address,
  isReplica,
  master,
}: {
  readonly targetId: string
  readonly address: string
  readonly isReplica: boolean
  readonly master: string | null
}) {
  const height = useChartHeight(130)
  const entity = nodeEntity(address)
  const shared = { targetId, height }
  return (
    <div className={loadStyle['charts']}>
      <Panel title="Commands" note="per second">
        <SeriesChart
          {...shared}
          label="Commands"
          as="rate"
          lines={[{ label: 'calls', entity, metric: 'node.commands' }]}
        />
      </Panel>
      <Panel title="Memory">
        <SeriesChart
          {...shared}
          label="Memory"
          lines={[
            { label: 'used', entity, metric: 'node.memory' },
            { label: 'resident', entity, metric: 'node.memory_rss' },
          ]}
        />
      </Panel>
      {isReplica && master !== null ? (
        <Panel title="Lag" note="bytes behind its master">
          <SeriesChart
            {...shared}
            label="Lag"
            lines={[{ label: 'lag', entity: `replica/${address}@${master}`, metric: 'replica.lag_bytes' }]}
          />
        </Panel>
      ) : (
        <Panel title="Hits and misses" note="lookups per second">
          <SeriesChart
            {...shared}
            label="Hits and misses"
            as="rate"
            lines={[
              { label: 'hits', entity, metric: 'node.hits' },
              { label: 'misses', entity, metric: 'node.misses' },
            ]}
          />
        </Panel>
      )}
      <Panel title="Round trip" note="of a PING from here">
        <SeriesChart
          {...shared}
          label="Round trip"
          lines={[{ label: 'PING', entity, metric: 'node.round_trip' }]}
        />
      </Panel>
    </div>
  )
}
