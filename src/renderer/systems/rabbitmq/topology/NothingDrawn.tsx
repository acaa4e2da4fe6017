import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { TopologyData } from '../../../../shared/systems/rabbitmq-topology-views.ts'
import { Empty } from '../../../components/Blocks.tsx'
import type { Shown } from './filter.ts'

/** Why the drawing is empty. */
export function NothingDrawn({
  data,
  filter,
  text,
}: {
  readonly data: TopologyData
  readonly filter: Shown
  readonly text: string
}) {
  if (text.trim() !== '') return <Empty title={`No queue, exchange or key contains “${text.trim()}”.`} />
  const queues = formatNumber(data.totalQueues)
  if (filter === 'trouble' && data.totalQueues > 0)
    return <Empty title="Nothing here is in trouble.">All {queues} queues were looked at.</Empty>
  if (filter === 'traffic' && data.totalQueues > 0)
    return <Empty title="Nothing moves and nothing waits.">All {queues} queues are empty.</Empty>
  return <Empty title="This virtual host has no queue.">A queue is drawn as soon as one is declared.</Empty>
}
