import { useMemo } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'
import type { OverviewData } from '../../../shared/systems/kafka-cluster-views.ts'
import { ChangesPanel } from '../../app/events/ChangesPanel.tsx'
import { SeriesChart } from '../../app/charts/SeriesChart.tsx'
import { useOpen } from '../../app/Link.tsx'
import type { PageProps } from '../../app/pages.ts'
import { Empty } from '../../components/Blocks.tsx'
import { classes } from '../../components/classes.ts'
import { KpiStrip } from '../../components/KpiStrip.tsx'
import { Panel } from '../../components/Panel.tsx'
import page from '../page.module.css'
import { ShortTable } from '../ShortTable.tsx'
import { useChartHeight } from '../use-chart-height.ts'
import { Viewed, type Times } from '../Viewed.tsx'
import { brokerEntity, groupEntity, topicEntity } from './entities.ts'
import { brokerColumns } from './broker-columns.tsx'
import { clusterSaid } from './broker-words.ts'
import { MissingNotes } from '../MissingNotes.tsx'
import { overviewKpis } from './overview-kpis.tsx'
import { farthestColumns, troubledColumns } from './overview-columns.tsx'
import { Said } from '../Said.tsx'
import { foldTroubled } from './troubled.ts'
import { useKafkaView } from './use-kafka-view.ts'

/** How the cluster is: one sentence if something is wrong, six figures, then brokers, partitions and groups. */
export function Overview({ targetId }: PageProps) {
  const view = useKafkaView(targetId, 'overview', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what="The cluster">
        {(data, times) => <OverviewPanels targetId={targetId} data={data} times={times} />}
      </Viewed>
    </div>
  )
}

interface PanelsProps {
  readonly targetId: string
  readonly data: OverviewData
  readonly times: Times
}

function OverviewPanels({ targetId, data, times }: PanelsProps) {
  const said = clusterSaid(data, times.at)
  const troubled = data.troubled.total > 0
  const height = useChartHeight(150)
  return (
    <>
      {said !== undefined && <Said {...said} />}
      <KpiStrip items={overviewKpis(data, times)} />
      <MissingNotes missing={data.missing} />
      {troubled && <Troubled data={data} times={times} />}
      <div className={page['row']}>
        <Panel title="Messages in by broker" note="per second, into the partitions each leads">
          <SeriesChart
            targetId={targetId}
            label="Messages in by broker"
            as="rate"
            height={height}
            lines={data.messagesLines}
          />
        </Panel>
        <Panel title="Lag" note="messages, of the groups farthest behind">
          {data.lagLines.length === 0 ? (
            <NoLags groups={data.counts.groups} />
          ) : (
            <SeriesChart
              targetId={targetId}
              label="Lag of the groups farthest behind"
              height={height}
              lines={data.lagLines}
            />
          )}
        </Panel>
      </div>
      <div className={page['wideFirst']}>
        <BrokersPanel data={data} times={times} />
        <LagsPanel data={data} times={times} />
      </div>
      {!troubled && <Troubled data={data} times={times} />}
      <ChangesPanel targetId={targetId} system="kafka" />
    </>
  )
}

type PartProps = Omit<PanelsProps, 'targetId'>

function BrokersPanel({ data, times }: PartProps) {
  const open = useOpen()
  const { brokers } = data
  const columns = useMemo(
    () => brokerColumns(brokers, times, data.slowAt, true),
    [brokers, times.readAt, data.slowAt],
  )
  return (
    <Panel title="Brokers" note="bars: beside the greatest, the tick is the mean">
      <ShortTable
        label="Brokers"
        columns={columns}
        count={brokers.id.length}
        rowKey={(row) => String(brokers.id[row] ?? row)}
        entityOf={(row) => brokerEntity(brokers.id[row] ?? '')}
        onOpen={(row) => open(['brokers'], { broker: String(brokers.id[row]) })}
        isQuiet={(row) => brokers.state[row] === 'lost'}
        most={9}
        minWidth={590}
        empty={<Empty title="No broker is known." />}
      />
    </Panel>
  )
}

function LagsPanel({ data, times }: PartProps) {
  const open = useOpen()
  const { lags } = data
  const columns = useMemo(() => farthestColumns(lags, times.readAt), [lags, times.readAt])
  return (
    <Panel title="Groups farthest behind">
      <ShortTable
        label="Groups farthest behind"
        columns={columns}
        count={lags.group.length}
        rowKey={(row) => lags.group[row] ?? ''}
        entityOf={(row) => groupEntity(lags.group[row] ?? '')}
        onOpen={(row) => open(['groups', lags.group[row] ?? ''])}
        most={9}
        empty={<NoLags groups={data.counts.groups} />}
      />
    </Panel>
  )
}

function Troubled({ data, times }: PartProps) {
  const open = useOpen()
  const { troubled } = data
  const troubles = useMemo(() => foldTroubled(troubled), [troubled])
  const columns = useMemo(() => troubledColumns(troubles, times.at), [troubles, times.at])
  const shown = troubled.topic.length
  const since = Number.isFinite(data.health.since)
    ? `since ${formatInstant(data.health.since, times.at)}`
    : undefined
  const count = `${shown} of ${formatNumber(troubled.total)} partitions, worst first`
  return (
    <Panel
      title="Partitions in trouble"
      note={troubled.total > shown ? count : shown > 0 ? since : undefined}
    >
      <ShortTable
        label="Partitions in trouble"
        columns={columns}
        count={troubles.length}
        rowKey={(row) => `${troubles[row]?.topic} ${troubles[row]?.state} ${troubles[row]?.missing.join()}`}
        entityOf={(row) => topicEntity(troubles[row]?.topic ?? '')}
        onOpen={(row) =>
          open(['topics', troubles[row]?.topic ?? ''], {
            partition: String(troubles[row]?.partitions[0] ?? ''),
          })
        }
        most={8}
        empty={<AllWell data={data} at={times.at} />}
      />
    </Panel>
  )
}

function AllWell({ data, at }: { readonly data: OverviewData; readonly at: number }) {
  if (Number.isNaN(data.health.underReplicated))
    return <Empty title="The state of the partitions was not observed." />
  return (
    <Empty title={`All ${data.counts.partitions} partitions have a leader and all their copies.`}>
      {Number.isFinite(data.health.since)
        ? `None was in trouble since ${formatInstant(data.health.since, at)}.`
        : 'At this instant.'}
    </Empty>
  )
}

/** No group is a fact; groups whose offsets were not read are not. */
function NoLags({ groups }: { readonly groups: number }) {
  if (groups === 0)
    return <Empty title="There is no consumer group.">One shows here as soon as it commits.</Empty>
  return (
    <Empty title="No lag is known at this instant.">
      Either nothing was committed, or offsets were not read.
    </Empty>
  )
}
