import type { BrokersData } from '../../../../shared/systems/kafka-cluster-views.ts'
import type { SeriesLine } from '../../../../shared/systems/kafka-views.ts'
import type { Look } from '../../moment.ts'
import { brokerRows, diskRows } from './base/brokers.ts'
import { missingOf } from './base/missing.ts'

const asks = ['Metadata', 'ListOffsets', 'ListGroups', 'DescribeLogDirs']

export function brokers(look: Look): BrokersData {
  const rows = brokerRows(look)
  const lines = (metric: string): SeriesLine[] =>
    Array.from(rows.id, (id) => ({ label: `broker ${String(id)}`, entity: `broker/${String(id)}`, metric }))
  return {
    brokers: rows,
    disks: diskRows(look),
    sizeLines: lines('broker.size'),
    roundTripLines: lines('broker.roundTrip'),
    messagesLines: lines('broker.end'),
    slowAt: look.moment.column('broker.size')?.at ?? Number.NaN,
    missing: missingOf(look, asks),
  }
}
