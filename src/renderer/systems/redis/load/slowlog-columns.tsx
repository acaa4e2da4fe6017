import type { SlowCommand, SlowlogData } from '../../../../shared/systems/redis-load-views.ts'
import { formatInstant } from '../../../../shared/base/format-time.ts'
import { Bar } from '../../../components/chart/Bar.tsx'
import { Name } from '../../../components/Name.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import style from './load.module.css'

export const slowKey = (row: SlowCommand | undefined): string => `${row?.address ?? ''}/${row?.id ?? ''}`

/** One line a slow command: when, how long, what, on which key, by whom. */
export function slowColumns(rows: readonly SlowCommand[], times: Times): readonly Column[] {
  const number = numberColumns((row) => `slowlog/${slowKey(rows[row])}`, times.readAt)
  const longest = Math.max(0, ...rows.map((row) => row.ms))
  const took = number(['ms', 'Took', '118px'], 'ms', (row) => rows[row]?.ms, { metric: 'slowlog.entry' })
  return [
    wordColumn(
      ['at', 'At', '104px'],
      (row) => <span title="by the server’s clock">{formatInstant(rows[row]?.at ?? NaN, times.at)}</span>,
      (row) => -(rows[row]?.at ?? NaN),
    ),
    {
      ...took,
      cell: (row) => (
        <span className={style['barred']}>
          <Bar value={rows[row]?.ms ?? NaN} max={longest} color="var(--series-6)" />
          {took.cell(row)}
        </span>
      ),
    },
    wordColumn(
      ['command', 'Command', '100px'],
      (row) => (
        <b>
          <Name cut>{rows[row]?.command ?? ''}</Name>
        </b>
      ),
      (row) => rows[row]?.command ?? '',
    ),
    wordColumn(
      ['first', 'First argument', 'minmax(150px, 2fr)'],
      (row) => <Name cut>{rows[row]?.first ?? ''}</Name>,
      (row) => rows[row]?.first ?? '',
    ),
    wordColumn(
      ['address', 'Node', 'minmax(120px, 1fr)'],
      (row) => <Name cut>{rows[row]?.address ?? ''}</Name>,
      (row) => rows[row]?.address ?? '',
    ),
    wordColumn(
      ['client', 'Client', 'minmax(130px, 1fr)'],
      (row) => <Client row={rows[row]} />,
      (row) => rows[row]?.client ?? '',
    ),
    number(['arguments', 'Args', '52px'], 'count', (row) => rows[row]?.arguments, { from: 'SLOWLOG GET' }),
    wordColumn(['held', 'Kept by', '96px'], (row) => <Held row={rows[row]} />),
  ]
}

function Client({ row }: { readonly row: SlowCommand | undefined }) {
  if (row === undefined) return null
  return (
    <span title={row.client}>{row.clientName === '' ? <Name cut>{row.client}</Name> : row.clientName}</span>
  )
}

function Held({ row }: { readonly row: SlowCommand | undefined }) {
  return row?.isHeld === true ? 'the server' : <span className={page['dim']}>Orrery alone</span>
}

type Nodes = SlowlogData['nodes']

/** How each server keeps its slow log: what counts as slow, how many it holds, and what was lost. */
export function slowNodeColumns(nodes: Nodes, readAt: number): readonly Column[] {
  const number = numberColumns((row) => `node/${nodes[row]?.address ?? ''}`, readAt)
  const isOff = (row: number) => (nodes[row]?.thresholdMs ?? 0) < 0
  return [
    wordColumn(
      ['address', 'Node', 'minmax(110px, 1fr)'],
      (row) => <Name cut>{nodes[row]?.address ?? ''}</Name>,
      (row) => nodes[row]?.address ?? '',
    ),
    number(['threshold', 'Slow from', '76px'], 'ms', (row) => nodes[row]?.thresholdMs, {
      from: 'CONFIG GET slowlog-log-slower-than',
      instead: (row) => (isOff(row) ? <State tone="warn">off</State> : undefined),
    }),
    number(['entries', 'Ever', '60px'], 'count', (row) => nodes[row]?.entries, {
      metric: 'node.slow_commands',
    }),
    number(['lost', 'Unseen', '64px'], 'count', (row) => nodes[row]?.lost, {
      metric: 'node.slow_lost',
      ink: (row) => ((nodes[row]?.lost ?? 0) > 0 ? page['warn'] : undefined),
    }),
  ]
}
