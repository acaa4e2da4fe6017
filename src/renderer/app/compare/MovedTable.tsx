import { useMemo } from 'react'
import type { Comparison, Moved } from '../../../shared/api/compare.ts'
import { formatNumber, formatSigned, minus } from '../../../shared/base/format-number.ts'
import { formatValue } from '../../../shared/base/format-unit.ts'
import type { Unit } from '../../../shared/base/unit.ts'
import { Empty } from '../../components/Blocks.tsx'
import { Num } from '../../components/Num.tsx'
import { Panel } from '../../components/Panel.tsx'
import { useProvenance } from '../../components/provenance.ts'
import type { Provenance } from '../../components/provenance.ts'
import type { Column } from '../../components/table/columns.ts'
import { DataTable } from '../../components/table/DataTable.tsx'
import { useEntities } from '../frame/system-context.ts'
import { DifferenceLink, useOpenDifference } from './DifferenceLink.tsx'
import type { Comparing } from './comparing.ts'

export interface MovedTableProps {
  readonly comparing: Comparing
  readonly told: Comparison
  readonly text: string
  /** As many rows as it shows; left out: fills its place. */
  readonly rows?: number
}

/** Positions and amounts: before, after, and how far they moved. What moved most stands first. */
export function MovedTable({ comparing, told, text, rows }: MovedTableProps) {
  const { moved, movedLeft: left } = told
  const { nameOf } = useEntities(comparing.target.config.system)
  const provenance = useProvenance()
  const open = useOpenDifference(comparing)
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = moved.filter(({ entity, metric }) => {
    const all = `${entity} ${nameOf(entity).name} ${provenance.metric(metric)?.label ?? metric}`.toLowerCase()
    return words.every((word) => all.includes(word))
  })
  const columns = useMemo(
    () => movedColumns({ shown, comparing, told, provenance }, (entity) => nameOf(entity).name),
    [told, text, comparing, provenance],
  )
  return (
    <Panel
      title="Offsets and amounts"
      fill={rows === undefined}
      note={
        left === 0
          ? `${formatNumber(moved.length)} moved`
          : `${formatNumber(moved.length)} of ${formatNumber(moved.length + left)} that moved: the most of each`
      }
    >
      {shown.length === 0 ? (
        <Empty title={`None of those listed is called “${text.trim()}”.`} />
      ) : (
        <DataTable
          label="Offsets and amounts"
          columns={columns}
          count={shown.length}
          rowKey={(row) => `${shown[row]?.entity} ${shown[row]?.metric}`}
          firstSort={{ column: 'by', descending: true }}
          onOpen={(row) => open(shown[row]?.entity ?? '', 'changed')}
          {...(rows === undefined ? {} : { rows: Math.min(rows, shown.length) })}
          minWidth={860}
        />
      )}
    </Panel>
  )
}

interface MovedColumnsArg {
  readonly shown: readonly Moved[]
  readonly comparing: Comparing
  readonly told: Comparison
  readonly provenance: Provenance
}

function movedColumns(
  { shown, comparing, told, provenance: { metric } }: MovedColumnsArg,
  nameOf: (entity: string) => string,
): readonly Column[] {
  const { words, other, target } = comparing
  const [a, b] = [told.a.sampledAt, told.b.sampledAt]
  const isOther = words.relation === 'other'
  const seconds = isOther ? Number.NaN : (b - a) / 1000
  const of = (row: number) => shown[row] ?? { entity: '', metric: '', before: Number.NaN, after: Number.NaN }
  const by = (row: number) => of(row).after - of(row).before
  const number = (id: string, label: string, value: (row: number) => number, readAt: number): Column => ({
    id,
    label,
    width: '150px',
    align: 'right',
    sort: value,
    cell: (row) => {
      const { entity, metric: key } = of(row)
      return (
        <Num
          value={value(row)}
          unit={metric(key)?.unit ?? 'count'}
          metric={key}
          {...{ entity, readAt }}
          focusable={false}
        />
      )
    },
  })
  return [
    {
      id: 'entity',
      label: 'Of',
      width: 'minmax(180px, 2fr)',
      cell: (row) => <DifferenceLink comparing={comparing} entity={of(row).entity} is="changed" withKind />,
      sort: (row) => nameOf(of(row).entity),
    },
    {
      id: 'metric',
      label: 'What',
      width: 'minmax(120px, 1fr)',
      cell: (row) => metric(of(row).metric)?.label ?? of(row).metric,
      sort: (row) => metric(of(row).metric)?.label ?? of(row).metric,
    },
    number('before', isOther ? other.config.name : 'Before', (row) => of(row).before, a),
    number('after', isOther ? target.config.name : 'After', (row) => of(row).after, b),
    {
      id: 'by',
      label: 'By',
      width: '130px',
      align: 'right',
      // by how far, whichever way
      sort: (row) => Math.abs(by(row)),
      first: 'descending',
      cell: (row) => <b>{signed(by(row), metric(of(row).metric)?.unit)}</b>,
    },
    ...(Number.isFinite(seconds) && seconds !== 0
      ? [
          {
            id: 'rate',
            label: 'Per second',
            width: '110px',
            align: 'right',
            sort: (row) => Math.abs(by(row) / seconds),
            cell: (row) => signed(by(row) / Math.abs(seconds), metric(of(row).metric)?.unit, 1),
          } satisfies Column,
        ]
      : []),
  ]
}

/** "+5 584", "−950 kB": what is counted in whole, what is measured in its unit. */
function signed(value: number, unit: Unit | undefined, digits = 0): string {
  if (unit === undefined || plainUnits.has(unit)) return formatSigned(value, digits)
  return `${value < 0 ? minus : '+'}${formatValue(Math.abs(value), unit)}`
}

const plainUnits: ReadonlySet<Unit> = new Set(['count', 'messages', 'offset', 'id', 'epoch'])
