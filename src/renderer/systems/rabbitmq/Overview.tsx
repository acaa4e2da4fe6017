import type { NodesData, OverviewData } from '../../../shared/systems/rabbitmq-views.ts'
import { SeriesChart } from '../../app/charts/SeriesChart.tsx'
import { ChangesPanel } from '../../app/events/ChangesPanel.tsx'
import type { PageProps } from '../../app/pages.ts'
import { classes } from '../../components/classes.ts'
import { KpiStrip } from '../../components/KpiStrip.tsx'
import { Panel } from '../../components/Panel.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { useChartHeight } from '../use-chart-height.ts'
import { Viewed, type Times } from '../Viewed.tsx'
import { blindNotes } from './blind-notes.ts'
import { nodeEntity } from './entities.ts'
import nodesStyle from './nodes/nodes.module.css'
import { nodesSaid } from './nodes/nodes-said.ts'
import { NodesTable } from './nodes/NodesTable.tsx'
import { overviewKpis } from './overview/kpis.tsx'
import { UnattendedPanel } from './overview/UnattendedPanel.tsx'
import { VhostsPanel } from './overview/VhostsPanel.tsx'
import { refreshedOverMs } from './refreshed.ts'
import { useRabbitmqView } from './use-rabbitmq-view.ts'

/** How this RabbitMQ is: what is wrong, six figures, every node, and the last minutes. */
export function Overview({ targetId }: PageProps) {
  const view = useRabbitmqView(targetId, 'overview', {})
  const { data: nodes } = useRabbitmqView(targetId, 'nodes', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what="This RabbitMQ">
        {(data, times) => (
          <>
            <Head data={data} nodes={nodes} times={times} />
            {nodes !== undefined && <NodesTable rows={nodes.rows} times={times} isBrief />}
            <Charts targetId={targetId} />
            <div className={page['row']}>
              <UnattendedPanel data={data} times={times} />
              <VhostsPanel data={data} times={times} />
            </div>
          </>
        )}
      </Viewed>
      <ChangesPanel targetId={targetId} system="rabbitmq" />
    </div>
  )
}

const tones = { ok: 'quiet', weak: 'warn', broken: 'bad', unknown: 'unknown' } as const

interface HeadProps {
  readonly data: OverviewData
  readonly nodes: NodesData | undefined
  readonly times: Times
}

function Head({ data, nodes, times }: HeadProps) {
  const said = nodes === undefined ? [] : nodesSaid(nodes.rows, data, times.at)
  // of a node that doesn't answer a sentence says so already
  const out = new Set(nodes?.rows.filter(({ why }) => why !== null).map(({ name }) => nodeEntity(name)))
  const blind = data.blind.filter(({ entity }) => !out.has(entity))
  const isTold = said.length > 0
  return (
    <>
      {said.map((one) => (
        <Said key={one.headline} {...one} />
      ))}
      <Said
        tone={isTold ? 'quiet' : tones[data.is]}
        headline={isTold ? runText(data) : `${data.says.replace(/\.$/, '')}.`}
        rest={about(data)}
      />
      <KpiStrip items={overviewKpis(data, times)} />
      <MissingNotes missing={blindNotes(blind)} />
    </>
  )
}

const runText = ({ nodes, running }: OverviewData) => `${running} of ${nodes} nodes run.`

const sources = {
  management: '',
  prometheus: 'queues as their Prometheus endpoints tell',
  none: 'what is shown of queues is old',
} as const

function about({ clusterName, versions, source }: OverviewData): string {
  const version = versions.length === 0 ? 'version not observed' : `RabbitMQ ${versions.join(', ')}`
  return [clusterName ?? '', version, sources[source]].filter(Boolean).join(' · ')
}

const charts = [
  ['Messages', 'a second, all queues', 'rate', ['publish', 'deliver', 'ack']],
  ['Backlog', 'messages of all queues', 'value', ['ready', 'unacked']],
  ['Not taken', 'a second', 'rate', ['redeliver', 'returned', 'dropped']],
  ['Connections', 'and what they opened', 'value', ['connections', 'channels', 'consumers']],
] as const

const labels: Readonly<Record<string, string>> = {
  publish: 'published',
  deliver: 'delivered',
  ack: 'acked',
  redeliver: 'redelivered',
}

function Charts({ targetId }: { readonly targetId: string }) {
  const height = useChartHeight(120)
  return (
    <div className={nodesStyle['charts']}>
      {charts.map(([title, note, as, metrics]) => (
        <Panel key={title} title={title} note={note}>
          <SeriesChart
            targetId={targetId}
            label={title}
            as={as}
            overMs={refreshedOverMs}
            height={height}
            lines={metrics.map((metric) => ({
              label: labels[metric] ?? metric,
              entity: 'cluster',
              metric: `cluster.${metric}`,
            }))}
          />
        </Panel>
      ))}
    </div>
  )
}
