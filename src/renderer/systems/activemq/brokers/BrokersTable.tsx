import { useMemo } from 'react'
import type { BrokersData } from '../../../../shared/systems/activemq-views.ts'
import { Gone } from '../../../app/compare/Gone.tsx'
import { useOpen } from '../../../app/Link.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { brokerEntity } from '../../../../shared/systems/activemq-entities.ts'
import { isBroker } from '../entities.ts'
import { brokerColumns } from './broker-columns.tsx'

/** The brokers by their limits. */
export function BrokersTable({
  data,
  times,
}: {
  readonly data: Pick<BrokersData, 'brokers' | 'endpoints'>
  readonly times: Times
}) {
  const open = useOpen()
  const { brokers, endpoints } = data
  const columns = useMemo(
    () => brokerColumns({ brokers, endpoints }, times),
    [brokers, endpoints, times.at, times.readAt],
  )
  return (
    <Panel
      title="Brokers and their limits"
      note="of memory, store and temp; at a limit, producers are held up"
    >
      <Gone isListed={isBroker} />
      <ShortTable
        label="Brokers and their limits"
        columns={columns}
        count={brokers.length}
        rowKey={(row) => brokers[row]?.key ?? ''}
        entityOf={(row) => brokerEntity(brokers[row]?.key ?? '')}
        onOpen={(row) => open(['brokers', brokers[row]?.key ?? ''])}
        most={10}
        minWidth={960}
        empty={<Empty title="No broker has answered yet." />}
      />
    </Panel>
  )
}
