import { formatBytes } from '../../../../shared/base/format-number.ts'
import type { BrokerRow, Usage } from '../../../../shared/systems/activemq-views.ts'
import { Bar } from '../../../components/chart/Bar.tsx'
import { Num } from '../../../components/Num.tsx'
import type { Tone } from '../../../components/tone.ts'
import page from '../../page.module.css'
import { brokerEntity } from '../../../../shared/systems/activemq-entities.ts'
import style from './brokers.module.css'

export type Limit = 'memory' | 'store' | 'temp'

export interface UsageCellProps {
  readonly broker: BrokerRow
  readonly limit: Limit
  readonly readAt: number
}

/** How much of one limit is used: a bar, whole percents as the broker tells them, and of how much. */
export function UsageCell({ broker, limit, readAt }: UsageCellProps) {
  const usage = broker[limit]
  const tone = usageTone(usage)
  return (
    <span className={style['usage']}>
      <Bar value={usage.percent ?? NaN} max={100} tone={tone} />
      <span className={tone === 'quiet' ? undefined : page[tone]}>
        <Num
          value={(usage.percent ?? NaN) / 100}
          unit="ratio"
          metric={`broker.${limit}_percent`}
          entity={brokerEntity(broker.key)}
          readAt={readAt}
          focusable={false}
        />
      </span>
      <span className={style['of']}>
        {usage.limit === null ? 'limit ?' : `of ${formatBytes(usage.limit)}`}
      </span>
    </span>
  )
}

/** A limit alarms when it is reached, and warns before. */
export function usageTone({ percent }: Usage): Extract<Tone, 'quiet' | 'warn' | 'bad'> {
  if (percent === null || percent < 75) return 'quiet'
  return percent < 95 ? 'warn' : 'bad'
}

/** Bytes that the store may still grow by, beyond what its disk has; null: it fits, or isn't known. */
export function beyondDisk({ store, diskFree }: BrokerRow): number | null {
  if (store.limit === null || store.used === null || diskFree === null) return null
  const beyond = store.limit - store.used - diskFree
  return beyond > 0 ? beyond : null
}

/** What the disk of the store has left; with a warning where the limit allows more than that. */
export function DiskCell({ broker, readAt }: { readonly broker: BrokerRow; readonly readAt: number }) {
  const beyond = beyondDisk(broker)
  return (
    <span
      className={beyond === null ? undefined : page['warn']}
      title={
        beyond === null
          ? (broker.diskWhy ?? undefined)
          : `the store’s limit allows ${formatBytes(beyond)} more than the disk has`
      }
    >
      <Num
        value={broker.diskFree ?? NaN}
        metric="broker.disk_free"
        entity={brokerEntity(broker.key)}
        readAt={readAt}
        missing={broker.diskWhy}
        focusable={false}
      />
    </span>
  )
}
