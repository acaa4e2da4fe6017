import { useMemo } from 'react'
import type { NetworkDestination } from '../../../../shared/systems/activemq-network-views.ts'
import { Link, useOpen } from '../../../app/Link.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn, type NumberColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import { destinationEntity } from '../../../../shared/systems/activemq-entities.ts'

export interface PresenceTableProps {
  readonly destination: NetworkDestination
  readonly readAt: number
  /** Column title of the broker that the reader is at already. */
  readonly here?: string
}

/** One queue or topic, broker by broker: what each holds, who consumes there for an application and who for a bridge. */
export function PresenceTable({ destination, readAt, here }: PresenceTableProps) {
  const open = useOpen()
  const columns = useMemo(() => presenceColumns(destination, readAt, here), [destination, readAt, here])
  return (
    <Panel
      title={
        <>
          <Name>{destination.name}</Name> on each broker
        </>
      }
      note="consumers: of applications; bridges: on behalf of another broker"
    >
      <ShortTable
        label={`${destination.name} on each broker`}
        columns={columns}
        count={destination.at.length}
        rowKey={(row) => destination.at[row]?.broker ?? ''}
        entityOf={(row) =>
          destinationEntity(destination.kind, destination.at[row]?.broker ?? '', destination.name)
        }
        onOpen={(row) =>
          open(['destinations', destination.at[row]?.broker ?? '', destination.kind, destination.name])
        }
        most={8}
        minWidth={700}
        empty={<Empty title="No broker that is asked has it." />}
      />
    </Panel>
  )
}

function presenceColumns(
  destination: NetworkDestination,
  readAt: number,
  here: string | undefined,
): readonly Column[] {
  const { at, kind, name, stranded } = destination
  const number = numberColumns((row) => destinationEntity(kind, at[row]?.broker ?? '', name), readAt)
  const isHere = (row: number) => stranded?.on === at[row]?.broker
  const isWaiting = (row: number) => stranded?.waiting.includes(at[row]?.broker ?? '') === true
  return [
    wordColumn(
      ['broker', 'Broker', 'minmax(120px, 1.2fr)'],
      (row) => (
        <Link to={['destinations', at[row]?.broker ?? '', kind, name]}>
          <Name cut>{at[row]?.broker ?? ''}</Name>
          {here === at[row]?.broker && <small className={page['dim']}> this page</small>}
        </Link>
      ),
      (row) => at[row]?.broker ?? '',
    ),
    number(['messages', 'Held', '84px'], 'messages', (row) => at[row]?.messages, {
      metric: 'destination.size',
      ink: (row) => (isHere(row) ? page['bad'] : undefined),
      instead: () => (kind === 'topic' ? <span className={page['dim']}>—</span> : undefined),
    }),
    ...countColumns(destination, number),
    wordColumn(['word', '', 'minmax(90px, 1fr)'], (row) =>
      isHere(row) ? (
        <span className={page['bad']}>stranded here</span>
      ) : isWaiting(row) ? (
        <span className={page['warn']}>waits in vain</span>
      ) : null,
    ),
  ]
}

function countColumns({ at, stranded }: NetworkDestination, number: NumberColumn): readonly Column[] {
  const isWaiting = (row: number) => stranded?.waiting.includes(at[row]?.broker ?? '') === true
  return [
    number(['inFlight', 'In flight', '76px'], 'messages', (row) => at[row]?.inFlight, {
      metric: 'destination.in_flight',
    }),
    number(['local', 'Consumers', '84px'], 'count', (row) => at[row]?.localConsumers, {
      metric: 'destination.local_consumers',
      ink: (row) => (isWaiting(row) ? page['warn'] : undefined),
    }),
    number(['network', 'Bridges', '70px'], 'count', (row) => at[row]?.networkConsumers, {
      metric: 'destination.network_consumers',
    }),
    number(['producers', 'Producers', '78px'], 'count', (row) => at[row]?.producers, {
      metric: 'destination.producers',
    }),
    number(['in', 'In /s', '70px'], 'messages per second', (row) => at[row]?.enqueuedPerSecond, {
      metric: 'destination.enqueued',
    }),
    number(['out', 'Out /s', '70px'], 'messages per second', (row) => at[row]?.dequeuedPerSecond, {
      metric: 'destination.dequeued',
    }),
  ]
}
