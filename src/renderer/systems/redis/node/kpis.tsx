import { formatBytes, formatNumber } from '../../../../shared/base/format-number.ts'
import { formatDuration } from '../../../../shared/base/format-time.ts'
import type { NodeRow } from '../../../../shared/systems/redis-views.ts'
import type { Kpi } from '../../../components/KpiStrip.tsx'
import { Num } from '../../../components/Num.tsx'
import type { Times } from '../../Viewed.tsx'
import { nodeEntity } from '../../../../shared/systems/redis-entities.ts'

/** The six figures that a server is read by. */
export function nodeKpis(row: NodeRow, { readAt }: Times): readonly Kpi[] {
  const num = (value: number | null, metric: string, unit?: 'per second') => (
    <Num
      value={value ?? NaN}
      metric={metric}
      entity={nodeEntity(row.address)}
      readAt={readAt}
      {...(unit === undefined ? {} : { unit })}
    />
  )
  return [
    {
      label: 'Commands',
      value: num(row.commandsPerSecond, 'node.commands', 'per second'),
      note: 'last minute',
    },
    { label: 'Keys', value: num(row.keys, 'node.keys'), note: slotsNote(row) },
    { label: 'Memory', value: num(row.memory, 'node.memory'), note: limitNote(row.maxMemory) },
    { label: 'Clients', value: num(row.clients, 'node.clients'), note: 'connections, ours included' },
    row.role === 'replica'
      ? lagKpi(row, readAt)
      : { label: 'Written', value: num(row.offset, 'node.offset'), note: backlogNote(row.backlogHeld) },
    {
      label: 'Round trip',
      value: num(row.roundTripMs, 'node.round_trip'),
      note: row.uptimeMs === null ? 'up for ?' : `up for ${formatDuration(row.uptimeMs)}`,
    },
  ]
}

function lagKpi(row: NodeRow, readAt: number): Kpi {
  const silent =
    row.silentSeconds === null ? 'silent for ?' : `silent ${formatDuration(row.silentSeconds * 1000)}`
  return {
    label: 'Lag',
    value: (
      <Num
        value={row.lagBytes ?? NaN}
        metric="replica.lag_bytes"
        entity={`replica/${row.address}@${row.master ?? '?'}`}
        readAt={readAt}
        missing="Only its master tells, and it doesn’t."
      />
    ),
    note: row.lagSeconds === null ? silent : `${formatDuration(row.lagSeconds * 1000)} of writes · ${silent}`,
    tone: row.link === 'down' ? 'warn' : row.lagBytes === null ? 'unknown' : undefined,
  }
}

/** A replica owns none: that is not worth a word. */
const slotsNote = (row: NodeRow) =>
  row.slotCount === null || row.role === 'replica' ? undefined : `${formatNumber(row.slotCount)} slots`

const limitNote = (max: number | null) =>
  max === null ? 'limit ?' : max === 0 ? 'no limit set' : `of ${formatBytes(max)}`

const backlogNote = (held: number | null) =>
  held === null ? 'backlog ?' : `backlog holds ${formatBytes(held)}`
