import type { NodesData, OverviewData } from '../../../shared/systems/redis-views.ts'
import { SeriesChart } from '../../app/charts/SeriesChart.tsx'
import type { ViewResult } from '../../api/use-view.ts'
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
import { nodeEntity } from '../../../shared/systems/redis-entities.ts'
import loadStyle from './load/load.module.css'
import { nodesSaid } from './nodes/nodes-said.ts'
import { NodesTable } from './nodes/NodesTable.tsx'
import { overviewKpis } from './overview-kpis.tsx'
import { shortNames } from './short-names.ts'
import { useRedisView } from './use-redis-view.ts'

/** How this Redis is: one sentence, six figures, every server, and the last minutes. */
export function Overview({ targetId }: PageProps) {
  const view = useRedisView(targetId, 'overview', {})
  const nodes = useRedisView(targetId, 'nodes', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what="This Redis">
        {(data, times) => <Head data={data} nodes={nodes.data} times={times} />}
      </Viewed>
      <Servers targetId={targetId} view={nodes} />
      <ChangesPanel targetId={targetId} system="redis" />
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
  const out = new Set(nodes?.rows.filter((row) => row.why !== null).map((row) => nodeEntity(row.address)))
  // of a server that doesn't answer a sentence says so already
  const blind = data.blind.filter((one) => !out.has(one.entity))
  return (
    <>
      {nodes !== undefined &&
        nodesSaid(nodes, times.at).map((said) => <Said key={said.headline} {...said} />)}
      <Said tone={tones[data.is]} headline={`${data.says}.`} rest={aboutTarget(data)} />
      <KpiStrip items={overviewKpis(data, times)} />
      <MissingNotes missing={blindNotes(blind)} />
    </>
  )
}

const kinds = {
  single: 'one server',
  group: 'a master and its replicas',
  sentinel: 'watched by sentinels',
  cluster: 'a cluster',
  unknown: '',
} as const

function aboutTarget({ kind, versions, names, says }: OverviewData): string {
  const isNamed = names.every((name) => says.includes(name))
  const watched = isNamed ? '' : `${names.length === 1 ? 'master' : 'masters'} ${names.join(', ')}`
  return [versions.join(', '), kinds[kind], watched].filter(Boolean).join(' · ')
}

function Servers({ targetId, view }: { readonly targetId: string; readonly view: ViewResult<NodesData> }) {
  const { data, at } = view
  if (data === undefined || at === undefined) return null
  const times = { at, readAt: view.sampledAt ?? at }
  return (
    <>
      <NodesTable data={data} times={times} isBrief />
      <Charts targetId={targetId} data={data} />
    </>
  )
}

/** Lines beyond these are no longer told apart; masters come first. */
const mostLines = 10

const charts = [
  ['Commands', 'per second', 'node.commands', 'rate'],
  ['Memory used', 'by server', 'node.memory', 'value'],
  ['Misses', 'lookups a second that found nothing', 'node.misses', 'rate'],
  ['Round trip', 'of a PING from here', 'node.round_trip', 'value'],
] as const

function Charts({ targetId, data }: { readonly targetId: string; readonly data: NodesData }) {
  const height = useChartHeight(120)
  const short = shortNames(data.rows.map((row) => row.address))
  const shown = data.rows.toSorted((a, b) => Number(a.role === 'replica') - Number(b.role === 'replica'))
  return (
    <div className={loadStyle['charts']}>
      {charts.map(([title, note, metric, as]) => (
        <Panel key={metric} title={title} note={note}>
          <SeriesChart
            targetId={targetId}
            label={title}
            as={as}
            height={height}
            lines={shown.slice(0, mostLines).map(({ address }) => ({
              label: short(address),
              entity: nodeEntity(address),
              metric,
            }))}
          />
        </Panel>
      ))}
    </div>
  )
}
