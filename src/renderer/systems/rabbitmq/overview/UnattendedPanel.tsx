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
import { queueEntity, queuePath } from '../entities.ts'
import { inVhost } from '../../../../shared/systems/rabbitmq-names.ts'

/** Queues that hold messages and that nobody takes from. */
export function UnattendedPanel({
  data: { unattended },
  times,
}: {
  readonly data: OverviewData
  readonly times: Times
}) {
  const open = useOpen()
  const columns = useMemo(() => {
    const number = numberColumns(
      (row) => rabbitmqEntity('queue', unattended[row]?.vhost ?? '', unattended[row]?.name ?? ''),
      times.readAt,
    )
    return [
      wordColumn(
        ['name', 'Queue', 'minmax(120px, 1fr)'],
        (row) => <Name cut>{inVhost(unattended[row]?.vhost ?? '', unattended[row]?.name ?? '')}</Name>,
        (row) => unattended[row]?.name ?? '',
      ),
      number(['ready', 'Ready', '110px'], 'messages', (row) => unattended[row]?.ready, {
        metric: 'queue.ready',
      }),
    ]
  }, [unattended, times.readAt])
  return (
    <Panel title="Messages without a consumer" note="the largest queues that nobody takes from">
      <ShortTable
        label="Queues without a consumer"
        columns={columns}
        count={unattended.length}
        rowKey={(row) => inVhost(unattended[row]?.vhost ?? '', unattended[row]?.name ?? '')}
        entityOf={(row) => queueEntity(unattended[row]?.vhost ?? '', unattended[row]?.name ?? '')}
        onOpen={(row) => open(queuePath(unattended[row]?.vhost ?? '', unattended[row]?.name ?? ''))}
        most={10}
        empty={<Empty title="Every queue that holds messages has a consumer." />}
      />
    </Panel>
  )
}
