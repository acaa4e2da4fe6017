import { useMemo } from 'react'
import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { OverviewData } from '../../../../shared/systems/rabbitmq-views.ts'
import { useOpen } from '../../../app/Link.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'

/** The virtual hosts, each a way into its topology. */
export function VhostsPanel({
  data: { vhosts },
  times,
}: {
  readonly data: OverviewData
  readonly times: Times
}) {
  const open = useOpen()
  const columns = useMemo(() => {
    const number = numberColumns((row) => rabbitmqEntity('vhost', vhosts[row]?.name ?? ''), times.readAt)
    const from = 'Σ over its queues'
    return [
      wordColumn(
        ['name', 'Virtual host', 'minmax(120px, 1fr)'],
        (row) => <Name cut>{vhosts[row]?.name ?? ''}</Name>,
        (row) => vhosts[row]?.name ?? '',
      ),
      number(['queues', 'Queues', '80px'], 'count', (row) => vhosts[row]?.queues, { from }),
      number(['ready', 'Ready', '90px'], 'messages', (row) => vhosts[row]?.ready, { from }),
      number(['unacked', 'Unacked', '80px'], 'messages', (row) => vhosts[row]?.unacked, { from }),
    ]
  }, [vhosts, times.readAt])
  return (
    <Panel title="Virtual hosts" note="Enter opens the topology">
      <ShortTable
        label="Virtual hosts"
        columns={columns}
        count={vhosts.length}
        rowKey={(row) => vhosts[row]?.name ?? ''}
        entityOf={(row) => rabbitmqEntity('vhost', vhosts[row]?.name ?? '')}
        onOpen={(row) => open(['topology'], { vhost: vhosts[row]?.name ?? '' })}
        most={10}
        empty={<Empty title="No virtual host is known." />}
      />
    </Panel>
  )
}
