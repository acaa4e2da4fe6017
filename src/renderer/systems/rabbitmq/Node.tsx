import { formatBytes, formatNumber } from '../../../shared/base/format-number.ts'
import { formatClockMs, formatDuration } from '../../../shared/base/format-time.ts'
import type { NodeData, NodeRow } from '../../../shared/systems/rabbitmq-views.ts'
import { ChangesPanel } from '../../app/events/ChangesPanel.tsx'
import type { PageProps } from '../../app/pages.ts'
import { Empty } from '../../components/Blocks.tsx'
import { classes } from '../../components/classes.ts'
import { Facts } from '../../components/Facts.tsx'
import { KpiStrip, type Kpi } from '../../components/KpiStrip.tsx'
import { Mark } from '../../components/Mark.tsx'
import { Name } from '../../components/Name.tsx'
import { Num } from '../../components/Num.tsx'
import { Panel } from '../../components/Panel.tsx'
import { useProvenance } from '../../components/provenance.ts'
import { Badge, State } from '../../components/State.tsx'
import { FindingsPanel } from '../FindingLinks.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { blindNotes } from './blind-notes.ts'
import { nodeEntity } from './entities.ts'
import { nodeWords } from './node-words.ts'
import { NodeCharts } from './nodes/NodeCharts.tsx'
import style from './nodes/nodes.module.css'
import { nodesSaid } from './nodes/nodes-said.ts'
import { useRabbitmqView } from './use-rabbitmq-view.ts'

/** One node: how it is, how near its limits, and every figure that is read of it. */
export function Node({ targetId, params }: PageProps) {
  const name = params['node'] ?? ''
  const view = useRabbitmqView(targetId, 'node', { name })
  const { data: told } = useRabbitmqView(targetId, 'overview', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what={`Node ${name}`}>
        {(data, times) => (
          <>
            <Head data={data} />
            {nodesSaid([data.row], told, times.at).map((said) => (
              <Said key={said.headline} {...said} />
            ))}
            <KpiStrip items={kpis(data.row, times)} />
            <MissingNotes missing={blindNotes(data.blind)} />
            <FindingsPanel targetId={targetId} entity={nodeEntity(name)} />
            <NodeCharts targetId={targetId} names={[name]} />
            <div className={page['row']}>
              <Figures data={data} />
              <Outline data={data} />
            </div>
            <ChangesPanel targetId={targetId} system="rabbitmq" entity={nodeEntity(name)} />
          </>
        )}
      </Viewed>
    </div>
  )
}

function Head({ data: { row } }: { readonly data: NodeData }) {
  const words = nodeWords(row)
  const about = [
    row.version ?? 'version not observed',
    row.erlang === null ? '' : `Erlang ${row.erlang}`,
    row.address === null ? 'no management of its own is asked' : `management ${row.address}`,
    row.prometheus === null ? '' : `Prometheus ${row.prometheus}`,
  ]
  return (
    <div className={page['title']}>
      <h1>
        <Name>{row.name}</Name> <Mark entity={nodeEntity(row.name)} />
      </h1>
      <State tone={words.tone}>{words.word}</State>
      <span className={page['about']}>{about.filter(Boolean).join(' · ')}</span>
    </div>
  )
}

/** The six figures that a node is read by. */
function kpis(row: NodeRow, { readAt }: Times): readonly Kpi[] {
  const entity = nodeEntity(row.name)
  const num = (value: number | null, metric: string) => (
    <Num value={value ?? NaN} {...{ metric, entity, readAt }} />
  )
  const disk = (row.diskFree ?? NaN) / (row.diskLimit ?? NaN)
  return [
    {
      label: 'Memory',
      value: num(row.memory, 'node.memory'),
      note: row.memoryLimit === null ? 'watermark ?' : `of ${formatBytes(row.memoryLimit)}`,
      tone: toneOf(row.memory, row.memoryLimit),
    },
    {
      label: 'Free disk',
      value: num(row.diskFree, 'node.disk_free'),
      note: row.diskLimit === null ? 'limit ?' : `at least ${formatBytes(row.diskLimit)}`,
      tone: disk < 1 ? 'bad' : disk < 1.5 ? 'warn' : undefined,
    },
    {
      label: 'Open files',
      value: num(row.fileDescriptors, 'node.fds'),
      note: row.fileDescriptorsLimit === null ? 'limit ?' : `of ${formatNumber(row.fileDescriptorsLimit)}`,
      tone: toneOf(row.fileDescriptors, row.fileDescriptorsLimit),
    },
    {
      label: 'Erlang processes',
      value: num(row.processes, 'node.processes'),
      note: row.processesLimit === null ? 'limit ?' : `of ${formatNumber(row.processesLimit)}`,
      tone: toneOf(row.processes, row.processesLimit),
    },
    {
      label: 'Leads',
      value: <Num value={row.leads} unit="count" from="quorum queues and streams" readAt={readAt} />,
      note: `member of ${formatNumber(row.member)}${(row.quorumCritical ?? 0) > 0 ? ` · ${row.quorumCritical} would stop with it` : ''}`,
      tone: (row.quorumCritical ?? 0) > 0 ? 'warn' : undefined,
    },
    {
      label: 'Round trip',
      value: num(row.roundTripMs, 'node.round_trip'),
      note: row.uptimeMs === null ? 'up for ?' : `up for ${formatDuration(row.uptimeMs)}`,
    },
  ]
}

function toneOf(used: number | null, limit: number | null): 'bad' | 'warn' | undefined {
  const share = (used ?? NaN) / (limit ?? NaN)
  return share >= 1 ? 'bad' : share > 0.8 ? 'warn' : undefined
}

/** Every figure that is read of a node, with its source. */
function Figures({ data }: { readonly data: NodeData }) {
  const { metric } = useProvenance()
  const rows = data.figures.map((figure) => {
    const info = metric(figure.metric)
    const isRate = figure.perSecond !== null
    return {
      label: info?.label ?? figure.metric,
      value: (
        <Num
          value={(isRate ? figure.perSecond : figure.value) ?? NaN}
          metric={figure.metric}
          {...(isRate ? { unit: 'per second' as const } : {})}
          entity={nodeEntity(data.row.name)}
          readAt={figure.at ?? undefined}
        />
      ),
      source: `${info?.source ?? figure.metric}${isRate ? ', per second over a minute' : ''}${figure.at === null ? '' : `, ${formatClockMs(figure.at)}`}`,
    }
  })
  return (
    <Panel title="Figures" note={`${rows.length} that are read of it`}>
      {rows.length === 0 ? (
        <Empty title="No figure of this node was read." />
      ) : (
        <div className={style['figures']}>
          <Facts rows={rows} />
        </div>
      )}
    </Panel>
  )
}

function Outline({ data: { listeners, plugins } }: { readonly data: NodeData }) {
  return (
    <div className={page['column']}>
      <Panel title="Listens on" note="GET /api/overview, listeners">
        {listeners.length === 0 ? (
          <Empty title="Not told." />
        ) : (
          <div className={style['figures']}>
            <Facts
              rows={listeners.map(({ protocol, address, tls }) => ({
                label: protocol,
                value: <Name>{address}</Name>,
                source: tls ? 'TLS' : 'not encrypted',
              }))}
            />
          </div>
        )}
      </Panel>
      <Panel title="Plugins" note={plugins.length === 0 ? 'not told' : `${plugins.length} enabled`}>
        <div className={style['words']}>
          {plugins.map((plugin) => (
            <Badge key={plugin}>{plugin}</Badge>
          ))}
        </div>
      </Panel>
    </div>
  )
}
