import type { DestinationsData } from '../../../../shared/systems/activemq-destination-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Name } from '../../../components/Name.tsx'
import { Badge, State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn, type NumberColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { brokerColumn } from '../broker-column.tsx'
import { destinationEntity } from '../../../../shared/systems/activemq-entities.ts'
import { destinationWords, toneRank } from '../words.ts'
import { destinationAt } from './filter.ts'
import style from './destinations.module.css'

/** The columns of the list of destinations; new ones for each sample. */
export function destinationColumns(data: DestinationsData, readAt: number): readonly Column[] {
  const number = numberColumns((row) => {
    const { broker, kind, name } = destinationAt(data, row)
    return destinationEntity(kind, broker, name)
  }, readAt)
  return [...nameColumns(data), ...holdColumns(data, number), ...rateColumns(data, number)]
}

function nameColumns(data: DestinationsData): readonly Column[] {
  const words = (row: number) => destinationWords(data.is[row] ?? 'idle')
  return [
    wordColumn(
      ['name', 'Name', 'minmax(200px, 2.6fr)'],
      (row) => <DestinationName data={data} row={row} />,
      (row) => data.names[row] ?? '',
    ),
    ...brokerColumn(data.brokers.length > 1, (row) => destinationAt(data, row).broker),
    wordColumn(
      ['state', 'State', '136px'],
      (row) => <State tone={words(row).tone}>{words(row).word}</State>,
      (row) => toneRank(words(row).tone),
    ),
  ]
}

function DestinationName({ data, row }: { readonly data: DestinationsData; readonly row: number }) {
  const { broker, kind, name } = destinationAt(data, row)
  return (
    <span className={style['named']}>
      <Link to={['destinations', broker, kind, name]}>
        <Name cut>{name}</Name>
      </Link>
      {data.deadLetters[row] === 1 && <Badge tone="warn">DLQ</Badge>}
    </span>
  )
}

const isQueue = (data: DestinationsData, row: number) => data.kind[row] === 0
const none = <span className={page['dim']}>—</span>

function holdColumns(data: DestinationsData, number: NumberColumn): readonly Column[] {
  return [
    number(['size', 'Held', '84px'], 'messages', data.size, {
      metric: 'destination.size',
      // a topic holds nothing for those who are not there; durable subscribers have a page
      instead: (row) => (isQueue(data, row) ? undefined : none),
    }),
    number(['inFlight', 'In flight', '66px'], 'messages', data.inFlight, {
      metric: 'destination.in_flight',
    }),
    number(['consumers', 'Consumers', '76px'], 'count', data.consumers, {
      metric: 'destination.consumers',
      ink: (row) => (data.is[row] === 'unattended' ? page['warn'] : quietZero(data.consumers[row])),
    }),
    number(['producers', 'Producers', '72px'], 'count', data.producers, {
      metric: 'destination.producers',
      ink: (row) => quietZero(data.producers[row]),
    }),
  ]
}

const quietZero = (value: number | undefined) => (value === 0 ? page['dim'] : undefined)

function rateColumns(data: DestinationsData, number: NumberColumn): readonly Column[] {
  const percent = (row: number) => (data.memoryPercent[row] ?? NaN) / 100
  return [
    number(['in', 'In /s', '58px'], 'messages per second', data.enqueuedPerSecond, {
      metric: 'destination.enqueued',
      ink: (row) => quietZero(data.enqueuedPerSecond[row]),
    }),
    number(['out', 'Out /s', '58px'], 'messages per second', data.dequeuedPerSecond, {
      metric: 'destination.dequeued',
      ink: (row) => quietZero(data.dequeuedPerSecond[row]),
    }),
    number(['expired', 'Expired /s', '72px'], 'messages per second', data.expiredPerSecond, {
      metric: 'destination.expired',
      ink: (row) => ((data.expiredPerSecond[row] ?? 0) > 0 ? page['warn'] : page['dim']),
    }),
    number(['percent', 'Memory', '68px'], 'ratio', percent, {
      metric: 'destination.memory_percent',
      ink: (row) => (percent(row) >= 0.95 ? page['bad'] : percent(row) >= 0.75 ? page['warn'] : undefined),
    }),
  ]
}
