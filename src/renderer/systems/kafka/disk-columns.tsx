import { formatInstant } from '../../../shared/base/format-time.ts'
import type { DiskRows } from '../../../shared/systems/kafka-cluster-views.ts'
import { Bar } from '../../components/chart/Bar.tsx'
import { Name } from '../../components/Name.tsx'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../number-columns.tsx'
import page from '../page.module.css'
import style from './brokers.module.css'

const dayMs = 86_400_000

/** Log directories: how full, how long until they are, and whether Kafka still uses them. */
export function diskColumns(
  disks: DiskRows,
  slowAt: number,
  isOnline: (broker: number) => boolean,
): readonly Column[] {
  return [
    wordColumn(
      ['broker', 'Broker', '68px'],
      (row) => <b>{disks.broker[row]}</b>,
      (row) => disks.broker[row] ?? NaN,
    ),
    wordColumn(
      ['dir', 'Log directory', 'minmax(140px, 1fr)'],
      (row) => <Name cut>{disks.dir[row] ?? ''}</Name>,
      (row) => disks.dir[row] ?? '',
    ),
    usedColumn(disks, slowAt),
    ...bytesColumns(disks, slowAt),
    fullColumn(disks, slowAt),
    wordColumn(
      ['state', 'State', 'minmax(90px, 1fr)'],
      (row) => {
        if (!isOnline(disks.broker[row] ?? -1))
          return <State tone="unknown">as of {formatInstant(slowAt)}</State>
        const error = disks.error[row] ?? null
        return error === null ? <State tone="ok">in use</State> : <State tone="bad">{error}</State>
      },
      (row) => disks.error[row] ?? '',
    ),
  ]
}

const entityOf = (disks: DiskRows) => (row: number) => `broker/${disks.broker[row] ?? ''}`

function usedColumn(disks: DiskRows, slowAt: number): Column {
  const used = (row: number) => 1 - (disks.usable[row] ?? NaN) / (disks.total[row] ?? NaN)
  const tone = (row: number) => (used(row) > 0.95 ? 'bad' : used(row) > 0.85 ? 'warn' : 'quiet')
  const column = numberColumns(entityOf(disks), slowAt)(['used', 'Used', '120px'], 'ratio', used, {
    from: '1 − usable ÷ total, of the file system',
  })
  return {
    ...column,
    cell: (row) => (
      <span className={style['barred']}>
        <Bar value={used(row)} max={1} tone={tone(row)} />
        {column.cell(row)}
      </span>
    ),
  }
}

function bytesColumns(disks: DiskRows, slowAt: number): readonly Column[] {
  const number = numberColumns(entityOf(disks), slowAt)
  return [
    number(['size', 'Kafka’s part', '92px'], 'bytes', disks.size, { metric: 'disk.size' }),
    number(['usable', 'Free', '92px'], 'bytes', disks.usable, { metric: 'disk.usable' }),
    number(['total', 'Total', '92px'], 'bytes', disks.total, { metric: 'disk.total' }),
  ]
}

function fullColumn(disks: DiskRows, slowAt: number): Column {
  const ms = (row: number) => disks.fullInMs[row] ?? NaN
  const column = numberColumns(entityOf(disks), slowAt)(['full', 'Full in', '110px'], 'ms', ms, {
    from: 'usable ÷ growth of the last hour; needs an hour of history',
    ink: (row) => (ms(row) < dayMs ? page['bad'] : ms(row) < 7 * dayMs ? page['warn'] : undefined),
    instead: (row) => (ms(row) === Infinity ? <span className={page['dim']}>doesn’t grow</span> : undefined),
  })
  return { ...column, first: 'ascending' }
}
