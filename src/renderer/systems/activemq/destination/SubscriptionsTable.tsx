import { useMemo } from 'react'
import type { DestinationData } from '../../../../shared/systems/activemq-destination-views.ts'
import { useOpen } from '../../../app/Link.tsx'
import { Empty, Unknown } from '../../../components/Blocks.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { ShortTable } from '../../ShortTable.tsx'
import { Inset } from '../Inset.tsx'
import { subscriptionColumns } from './subscription-columns.tsx'

/** Who consumes it, for itself or as a bridge, and how much each holds. */
export function SubscriptionsTable({
  data,
  readAt,
}: {
  readonly data: DestinationData
  readonly readAt: number
}) {
  const rows = data.subscriptions
  const open = useOpen()
  const columns = useMemo(() => subscriptionColumns(data, rows[0]?.readAt ?? readAt), [data, readAt])
  return (
    <Panel title="Subscriptions" note={noteOf(data)}>
      {data.subscriptionsWhy !== null && (
        <Inset>
          <Unknown title="Not all subscriptions are known.">{data.subscriptionsWhy}</Unknown>
        </Inset>
      )}
      <ShortTable
        label="Subscriptions"
        columns={columns}
        count={rows.length}
        rowKey={(row) => rows[row]?.entity ?? ''}
        entityOf={(row) => rows[row]?.entity ?? ''}
        onOpen={(row) => open(['connections'], { broker: data.broker, q: rows[row]?.clientId ?? '' })}
        isQuiet={(row) => rows[row]?.isActive === false}
        most={10}
        minWidth={1000}
        empty={
          data.subscriptionsWhy === null && (
            <Empty title={`Nobody consumes ${data.name} on ${data.broker}.`}>
              {data.kind === 'topic'
                ? 'What is sent to a topic without a subscriber is gone.'
                : 'What is sent stays until somebody does.'}
            </Empty>
          )
        }
      />
    </Panel>
  )
}

function noteOf({ subscriptions, subscriptionsWhy }: DestinationData): string {
  if (subscriptions.length === 0 && subscriptionsWhy !== null) return 'not known'
  const bridges = subscriptions.filter((each) => each.isNetwork).length
  const own = subscriptions.length - bridges
  return `${own} of applications${bridges === 0 ? '' : `, ${bridges} of bridges`}`
}
