import { useMemo } from 'react'
import type { BrokersData } from '../../../shared/systems/kafka-cluster-views.ts'
import { SeriesChart } from '../../app/charts/SeriesChart.tsx'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty } from '../../components/Blocks.tsx'
import { Panel } from '../../components/Panel.tsx'
import { classes } from '../../components/classes.ts'
import page from '../page.module.css'
import { ShortTable } from '../ShortTable.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { brokerColumns } from './broker-columns.tsx'
import { diskColumns } from './disk-columns.tsx'
import { brokersSaid } from './broker-words.ts'
import { MissingNotes } from '../MissingNotes.tsx'
import { Said } from '../Said.tsx'
import { useKafkaView } from './use-kafka-view.ts'

/** The brokers: who leads how much, how full, how quick, and who is gone. */
export function Brokers({ targetId }: PageProps) {
  const view = useKafkaView(targetId, 'brokers', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what="The brokers">
        {(data, times) => <BrokerPanels targetId={targetId} data={data} times={times} />}
      </Viewed>
    </div>
  )
}

function BrokerPanels({ targetId, data, times }: { targetId: string; data: BrokersData; times: Times }) {
  const { brokers, disks } = data
  const [selected, setSelected] = usePageState('broker', '')
  const columns = useMemo(
    () => brokerColumns(brokers, times, data.slowAt),
    [brokers, times.readAt, data.slowAt],
  )
  const diskCols = useMemo(() => {
    const online = new Set(brokers.id.filter((_, row) => brokers.state[row] === 'online'))
    return diskColumns(disks, data.slowAt, (broker) => online.has(broker))
  }, [disks, data.slowAt, brokers])
  const said = brokersSaid(brokers, times.at)
  const quiet = (label: string) => selected !== '' && !label.endsWith(` ${selected}`)
  const lines = (of: BrokersData['sizeLines']) => of.map((line) => ({ ...line, isQuiet: quiet(line.label) }))
  return (
    <>
      {said !== undefined && <Said {...said} />}
      <Panel
        title="Brokers"
        note="bars: beside the greatest, the tick is the mean; choose one to follow it in the charts"
      >
        <ShortTable
          label="Brokers"
          columns={columns}
          count={brokers.id.length}
          rowKey={(row) => String(brokers.id[row] ?? row)}
          firstSort={{ column: 'id', descending: false }}
          selectedKey={selected}
          onOpen={(row) => {
            const id = String(brokers.id[row])
            setSelected(id === selected ? '' : id)
          }}
          isQuiet={(row) => brokers.state[row] === 'lost'}
          most={12}
          minWidth={1000}
          empty={<Empty title="No broker is known." />}
        />
      </Panel>
      <MissingNotes missing={data.missing} />
      <div className={page['row']}>
        <Panel title="Messages in by broker" note="per second, into the partitions each leads">
          <SeriesChart
            targetId={targetId}
            label="Messages in by broker"
            as="rate"
            lines={lines(data.messagesLines)}
          />
        </Panel>
        <Panel title="Round trip" note="of the quickest request of each sample">
          <SeriesChart targetId={targetId} label="Round trip by broker" lines={lines(data.roundTripLines)} />
        </Panel>
        <Panel title="Size by broker" note="all replicas">
          <SeriesChart
            targetId={targetId}
            label="Size by broker"
            lines={lines(data.sizeLines)}
            fromZero={false}
          />
        </Panel>
      </div>
      <Panel
        title="Log directories"
        note={disks.dir.length > 0 ? 'DescribeLogDirs, every minute' : undefined}
      >
        <ShortTable
          label="Log directories"
          columns={diskCols}
          count={disks.dir.length}
          rowKey={(row) => `${disks.broker[row]} ${disks.dir[row]}`}
          firstSort={{ column: 'broker', descending: false }}
          most={8}
          empty={<Empty title="No log directory was read yet.">They are asked for every minute.</Empty>}
        />
      </Panel>
    </>
  )
}
