import { formatInstant } from '../../../shared/base/format-time.ts'
import type { DiskRows } from '../../../shared/systems/kafka-cluster-views.ts'
import { Bar } from '../../components/chart/Bar.tsx'
import { Name } from '../../components/Name.tsx'
import { Num } from '../../components/Num.tsx'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import page from '../page.module.css'
import style from './brokers.module.css'

/** Log directories: how full, how long until they are, and whether Kafka still uses them. */
export function diskColumns(
  disks: DiskRows,
  slowAt: number,
  isOnline: (broker: number) => boolean,
): readonly Column[] {
  const entity = (row: number) => `broker/${disks.broker[row] ?? ''}`
  const bytes = (id: string, label: string, values: Float64Array, metric: string): Column => ({
    id,
    label,
    width: '92px',
    align: 'right',
    sort: (row) => values[row] ?? NaN,
    cell: (row) => (
      <Num
        value={values[row] ?? NaN}
        metric={metric}
        unit="bytes"
        entity={entity(row)}
        readAt={slowAt}
        focusable={false}
      />
    ),
  })
  const used = (row: number) => 1 - (disks.usable[row] ?? NaN) / (disks.total[row] ?? NaN)
  return [
    {
      id: 'broker',
      label: 'Broker',
      width: '68px',
      sort: (row) => disks.broker[row] ?? NaN,
      cell: (row) => <b>{disks.broker[row]}</b>,
    },
    {
      id: 'dir',
      label: 'Log directory',
      width: 'minmax(140px, 1fr)',
      sort: (row) => disks.dir[row] ?? '',
      cell: (row) => <Name cut>{disks.dir[row] ?? ''}</Name>,
    },
    {
      id: 'used',
      label: 'Used',
      width: '120px',
      align: 'right',
      sort: used,
      cell: (row) => (
        <span className={style['barred']}>
          <Bar
            value={used(row)}
            max={1}
            tone={used(row) > 0.95 ? 'bad' : used(row) > 0.85 ? 'warn' : 'quiet'}
          />
          <Num
            value={used(row)}
            unit="ratio"
            from="1 − usable ÷ total, of the file system"
            entity={entity(row)}
            readAt={slowAt}
            focusable={false}
          />
        </span>
      ),
    },
    bytes('size', 'Kafka’s part', disks.size, 'disk.size'),
    bytes('usable', 'Free', disks.usable, 'disk.usable'),
    bytes('total', 'Total', disks.total, 'disk.total'),
    {
      id: 'full',
      label: 'Full in',
      width: '110px',
      align: 'right',
      sort: (row) => disks.fullInMs[row] ?? NaN,
      first: 'ascending',
      cell: (row) => <FullIn ms={disks.fullInMs[row] ?? NaN} entity={entity(row)} readAt={slowAt} />,
    },
    {
      id: 'state',
      label: 'State',
      width: 'minmax(90px, 1fr)',
      sort: (row) => disks.error[row] ?? '',
      cell: (row) => {
        const error = disks.error[row] ?? null
        if (!isOnline(disks.broker[row] ?? -1))
          return <State tone="unknown">as of {formatInstant(slowAt)}</State>
        return error === null ? <State tone="ok">in use</State> : <State tone="bad">{error}</State>
      },
    },
  ]
}

function FullIn({
  ms,
  entity,
  readAt,
}: {
  readonly ms: number
  readonly entity: string
  readonly readAt: number
}) {
  if (ms === Infinity) return <span className={page['dim']}>doesn’t grow</span>
  if (Number.isNaN(ms))
    return <Num value={NaN} missing="Needs more history" from="growth of the last hour" focusable={false} />
  const tone = ms < 86_400_000 ? page['bad'] : ms < 604_800_000 ? page['warn'] : undefined
  return (
    <span className={tone}>
      <Num
        value={ms}
        unit="ms"
        from="usable ÷ growth of the last hour"
        entity={entity}
        readAt={readAt}
        focusable={false}
      />
    </span>
  )
}
