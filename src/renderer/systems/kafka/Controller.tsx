import { useMemo } from 'react'
import { formatDuration, formatInstant } from '../../../shared/base/format-time.ts'
import { formatNumber } from '../../../shared/base/format-number.ts'
import type { ControllerData, QuorumMargin } from '../../../shared/systems/kafka-cluster-views.ts'
import { SeriesChart } from '../../app/charts/SeriesChart.tsx'
import { Link } from '../../app/Link.tsx'
import type { PageProps } from '../../app/pages.ts'
import { Empty } from '../../components/Blocks.tsx'
import { KpiStrip, type Kpi } from '../../components/KpiStrip.tsx'
import { Num } from '../../components/Num.tsx'
import { Panel } from '../../components/Panel.tsx'
import { classes } from '../../components/classes.ts'
import page from '../page.module.css'
import { ShortTable } from '../ShortTable.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import { nodeColumns } from './quorum-columns.tsx'
import { marginWords, quorumSaid } from './quorum-words.ts'
import { Said } from '../Said.tsx'
import { useKafkaView } from './use-kafka-view.ts'

/** Who decides: the KRaft quorum with every node's distance to the leader, or the controller ZooKeeper elected. */
export function Controller({ targetId }: PageProps) {
  const view = useKafkaView(targetId, 'controller', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what="The controller">
        {(data, times) => <ControllerPanels targetId={targetId} data={data} times={times} />}
      </Viewed>
    </div>
  )
}

function ControllerPanels({
  targetId,
  data,
  times,
}: {
  targetId: string
  data: ControllerData
  times: Times
}) {
  const columns = useMemo(() => nodeColumns(data, times.readAt), [data, times.readAt])
  const said = quorumSaid(data)
  return (
    <>
      {said !== undefined && <Said {...said} />}
      <KpiStrip items={kpis(data, times)} />
      <MissingNotes missing={data.missing} />
      {data.mode !== 'zookeeper' && (
        <Panel title="Metadata quorum" note="voters, then brokers that only follow the metadata log">
          <ShortTable
            label="Quorum"
            columns={columns}
            count={data.nodes.id.length}
            rowKey={(row) => String(data.nodes.id[row] ?? row)}
            most={14}
            empty={<Empty title="No node of the quorum was read." />}
          />
        </Panel>
      )}
      {data.lagLines.length > 0 && (
        <Panel title="Behind the leader" note="records of the metadata log">
          <SeriesChart
            targetId={targetId}
            label="Lag in the metadata log"
            lines={data.lagLines}
            height={170}
          />
        </Panel>
      )}
      <Panel title="Elections" note="of the last 24 hours, newest first" padded>
        <Elections data={data} at={times.at} />
      </Panel>
    </>
  )
}

function Elections({ data, at }: { readonly data: ControllerData; readonly at: number }) {
  const { changes } = data
  if (changes.at.length === 0)
    return (
      <Empty title="No election was seen in the last 24 hours.">Or as far back as Orrery has looked.</Empty>
    )
  return (
    <ul className={page['list']}>
      {Array.from(changes.at.slice(0, 20), (when, i) => (
        <li key={when}>
          <Link at={when}>{formatInstant(when, at)}</Link>{' '}
          {changes.leader[i] === -1 ? 'no leader' : `node ${changes.leader[i]} leads`}{' '}
          <span className={page['dim']}>epoch {changes.epoch[i]}</span>
        </li>
      ))}
    </ul>
  )
}

function kpis(data: ControllerData, { at, readAt }: Times): readonly Kpi[] {
  const isNone = data.leader === -1
  const lag = worstLag(data)
  return [
    {
      label: 'Active controller',
      value: isNone ? 'none' : Number.isNaN(data.leader) ? '?' : `node ${data.leader}`,
      note: Number.isFinite(data.leaderSince) ? `since ${formatInstant(data.leaderSince, at)}` : undefined,
      tone: isNone ? 'bad' : Number.isNaN(data.leader) ? 'unknown' : undefined,
    },
    {
      label: 'Epoch',
      value: <Num value={data.epoch} metric="quorum.epoch" unit="epoch" readAt={readAt} />,
      note: `${formatNumber(data.changes.at.length)} elections in 24 h`,
    },
    {
      label: 'Quorum',
      value: data.margin === null ? '—' : `${data.margin.caughtUp} of ${data.margin.voters}`,
      note: data.margin === null ? 'kept by ZooKeeper' : marginWords(data.margin),
      tone: toneOf(data.margin),
    },
    {
      label: 'Metadata watermark',
      value: <Num value={data.hw} metric="quorum.hw" unit="offset" readAt={readAt} />,
      note: 'committed by a majority',
    },
    {
      label: 'Farthest behind',
      value: <Num value={lag.lag} unit="messages" from="leader’s end minus its own" readAt={readAt} />,
      note:
        lag.node === undefined ? undefined : `node ${lag.node}, caught up ${formatDuration(lag.ageMs)} ago`,
    },
  ]
}

const toneOf = (m: QuorumMargin | null) =>
  m === null || m.margin > 0 || m.voters === 1
    ? undefined
    : m.margin < 0
      ? ('bad' as const)
      : ('warn' as const)

function worstLag(data: ControllerData) {
  let row = -1
  data.nodes.lag.forEach((lag, i) => {
    if (lag > (data.nodes.lag[row] ?? -1)) row = i
  })
  return {
    lag: data.nodes.lag[row] ?? NaN,
    node: data.nodes.id[row],
    ageMs: data.nodes.caughtUpAgeMs[row] ?? NaN,
  }
}
