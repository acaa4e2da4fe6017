import { useMemo } from 'react'
import type { BrokersData } from '../../../shared/systems/kafka-cluster-views.ts'
import { SeriesChart } from '../../app/charts/SeriesChart.tsx'
import { Gone } from '../../app/compare/Gone.tsx'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty } from '../../components/Blocks.tsx'
import { Panel } from '../../components/Panel.tsx'
import { classes } from '../../components/classes.ts'
import page from '../page.module.css'
import { ShortTable } from '../ShortTable.tsx'
import { useChartHeight } from '../use-chart-height.ts'
import { Viewed, type Times } from '../Viewed.tsx'
import { brokerColumns } from './broker-columns.tsx'
import { diskColumns } from './disk-columns.tsx'
import { brokersSaid } from './broker-words.ts'
import { brokerEntity, diskEntity, isUnlistedBroker } from './entities.ts'
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

interface PartProps {
  readonly data: BrokersData
  readonly times: Times
}

function BrokerPanels({ targetId, data, times }: PartProps & { readonly targetId: string }) {
  const [selected, setSelected] = usePageState('broker', '')
  const said = brokersSaid(data.brokers, times.at)
  return (
    <>
      {said !== undefined && <Said {...said} />}
      <Gone isListed={(entity) => isUnlistedBroker(entity, data.brokers.id)} />
      <BrokerList data={data} times={times} selected={selected} onSelect={setSelected} />
      <MissingNotes missing={data.missing} />
      <Charts targetId={targetId} data={data} selected={selected} />
      <LogDirectories data={data} times={times} />
    </>
  )
}

function BrokerList({
  data: { brokers, slowAt },
  times,
  selected,
  onSelect,
}: PartProps & { readonly selected: string; readonly onSelect: (id: string) => void }) {
  const columns = useMemo(() => brokerColumns(brokers, times, slowAt), [brokers, times.readAt, slowAt])
  const idOf = (row: number) => String(brokers.id[row] ?? row)
  return (
    <Panel
      title="Brokers"
      note="bars: beside the greatest, the tick is the mean; choose one to follow it in the charts"
    >
      <ShortTable
        label="Brokers"
        columns={columns}
        count={brokers.id.length}
        rowKey={idOf}
        entityOf={(row) => brokerEntity(idOf(row))}
        firstSort={{ column: 'id', descending: false }}
        selectedKey={selected}
        onOpen={(row) => onSelect(idOf(row) === selected ? '' : idOf(row))}
        isQuiet={(row) => brokers.state[row] === 'lost'}
        most={12}
        minWidth={1000}
        empty={<Empty title="No broker is known." />}
      />
    </Panel>
  )
}

/** All brokers; when one is chosen, the others step back. */
function Charts({ targetId, data, selected }: { targetId: string; data: BrokersData; selected: string }) {
  const isQuiet = (label: string) => selected !== '' && !label.endsWith(` ${selected}`)
  const lines = (of: BrokersData['sizeLines']) =>
    of.map((line) => ({ ...line, isQuiet: isQuiet(line.label) }))
  const shared = { targetId, height: useChartHeight(150) }
  return (
    <div className={page['row']}>
      <Panel title="Messages in by broker" note="per second, into the partitions each leads">
        <SeriesChart {...shared} label="Messages in by broker" as="rate" lines={lines(data.messagesLines)} />
      </Panel>
      <Panel title="Round trip" note="of the quickest request of each sample">
        <SeriesChart {...shared} label="Round trip by broker" lines={lines(data.roundTripLines)} />
      </Panel>
      <Panel title="Size by broker" note="all replicas">
        <SeriesChart {...shared} label="Size by broker" lines={lines(data.sizeLines)} fromZero={false} />
      </Panel>
    </div>
  )
}

function LogDirectories({ data: { brokers, disks, slowAt } }: PartProps) {
  const columns = useMemo(() => {
    const online = new Set(brokers.id.filter((_, row) => brokers.state[row] === 'online'))
    return diskColumns(disks, slowAt, (broker) => online.has(broker))
  }, [disks, slowAt, brokers])
  return (
    <Panel title="Log directories" note={disks.dir.length > 0 ? 'DescribeLogDirs, every minute' : undefined}>
      <ShortTable
        label="Log directories"
        columns={columns}
        count={disks.dir.length}
        rowKey={(row) => `${disks.broker[row]} ${disks.dir[row]}`}
        entityOf={(row) => diskEntity(disks.broker[row] ?? -1, disks.dir[row] ?? '')}
        firstSort={{ column: 'broker', descending: false }}
        most={8}
        empty={<Empty title="No log directory was read yet.">They are asked for every minute.</Empty>}
      />
    </Panel>
  )
}
