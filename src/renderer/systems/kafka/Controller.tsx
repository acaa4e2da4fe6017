import { useMemo } from 'react'
import { formatInstant } from '../../../shared/base/format-time.ts'
import type { ControllerData } from '../../../shared/systems/kafka-cluster-views.ts'
import { SeriesChart } from '../../app/charts/SeriesChart.tsx'
import { Gone } from '../../app/compare/Gone.tsx'
import { Link } from '../../app/Link.tsx'
import type { PageProps } from '../../app/pages.ts'
import { Empty } from '../../components/Blocks.tsx'
import { KpiStrip } from '../../components/KpiStrip.tsx'
import { Panel } from '../../components/Panel.tsx'
import { classes } from '../../components/classes.ts'
import page from '../page.module.css'
import { ShortTable } from '../ShortTable.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import { controllerKpis } from './controller-kpis.tsx'
import { isVoter, voterEntity } from './entities.ts'
import { nodeColumns } from './quorum-columns.tsx'
import { quorumSaid } from './quorum-words.ts'
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
      <KpiStrip items={controllerKpis(data, times)} />
      <MissingNotes missing={data.missing} />
      <Gone isListed={isVoter} />
      {data.mode === 'zookeeper' && (
        <Said
          tone="quiet"
          headline="This cluster elects its controller through ZooKeeper."
          rest="Add that ensemble as a target to see its quorum; the controller’s epoch stands there in /controller_epoch."
        />
      )}
      {data.mode !== 'zookeeper' && (
        <Panel title="Metadata quorum" note="voters, then brokers that only follow the metadata log">
          <ShortTable
            label="Quorum"
            columns={columns}
            count={data.nodes.id.length}
            rowKey={(row) => String(data.nodes.id[row] ?? row)}
            entityOf={(row) => voterEntity(data.nodes.id[row] ?? '')}
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
