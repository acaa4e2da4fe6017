import { useMemo } from 'react'
import type { SlotsData } from '../../../../shared/systems/redis-slot-views.ts'
import { useOpen } from '../../../app/Link.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Bar } from '../../../components/chart/Bar.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State, Swatch } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { useSize } from '../../../components/use-size.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { nodeEntity } from '../../../../shared/systems/redis-entities.ts'
import { ownerColor } from '../owner-colors.ts'
import style from './slots.module.css'

const narrowPx = 720
/** Columns that need room. */
const roomy = new Set(['epoch', 'perSlot'])

/** The legend of the map: each master with its slots, what lies in them, and who would take over. */
export function OwnersTable({ data, times }: { readonly data: SlotsData; readonly times: Times }) {
  const open = useOpen()
  const [ref, { width }] = useSize()
  const isNarrow = width < narrowPx
  const columns = useMemo(() => {
    const all = ownerColumns(data, times.readAt)
    return isNarrow ? all.filter((column) => !roomy.has(column.id)) : all
  }, [data, times.readAt, isNarrow])
  return (
    <Panel title="Owners" note="keys a slot: keys ÷ slots; bars beside the greatest">
      <div ref={ref} />
      <ShortTable
        label="Owners of slots"
        columns={columns}
        count={data.owners.length}
        rowKey={(row) => data.owners[row]?.address ?? ''}
        entityOf={(row) => nodeEntity(data.owners[row]?.address ?? '')}
        onOpen={(row) => open(['nodes', data.owners[row]?.address ?? ''])}
        most={12}
        minWidth={560}
        empty={<Empty title="No master is known." />}
      />
    </Panel>
  )
}

function ownerColumns({ owners }: SlotsData, readAt: number): readonly Column[] {
  const number = numberColumns((row) => nodeEntity(owners[row]?.address ?? ''), readAt)
  const mostSlots = Math.max(0, ...owners.map((owner) => owner.slots))
  const slots = number(['slots', 'Slots', '98px'], 'count', (row) => owners[row]?.slots, {
    from: 'CLUSTER NODES, its own line',
  })
  return [
    wordColumn(
      ['address', 'Master', 'minmax(156px, 1.3fr)'],
      (row) => (
        <span className={style['told']}>
          <Swatch color={ownerColor(row)} />
          <b>
            <Name cut>{owners[row]?.address ?? ''}</Name>
          </b>
        </span>
      ),
      (row) => owners[row]?.address ?? '',
    ),
    {
      ...slots,
      cell: (row) => (
        <span className={style['barred']}>
          <Bar value={owners[row]?.slots ?? NaN} max={mostSlots} color={ownerColor(row)} />
          {slots.cell(row)}
        </span>
      ),
    },
    wordColumn(['runs', 'Which', 'minmax(92px, 1.2fr)'], (row) => (
      <span title={owners[row]?.runs}>{owners[row]?.runs === '' ? 'none' : owners[row]?.runs}</span>
    )),
    number(['keys', 'Keys', '68px'], 'count', (row) => owners[row]?.keys, { metric: 'node.keys' }),
    number(['perSlot', 'Keys a slot', '80px'], 'count', (row) => owners[row]?.keysPerSlot, {
      from: 'keys ÷ slots',
    }),
    number(['epoch', 'Epoch', '56px'], 'epoch', (row) => owners[row]?.configEpoch, {
      metric: 'node.config_epoch',
    }),
    wordColumn(
      ['replicas', 'Replicas', '70px'],
      (row) => <ReplicaCount replicas={owners[row]?.replicas ?? []} />,
      (row) => owners[row]?.replicas.length ?? NaN,
    ),
    wordColumn(['state', 'State', '96px'], (row) =>
      owners[row]?.isServing === true ? (
        <State tone="ok">serves</State>
      ) : (
        <State tone="bad">not served</State>
      ),
    ),
  ]
}

function ReplicaCount({ replicas }: { readonly replicas: readonly string[] }) {
  return (
    <span className={replicas.length === 0 ? page['warn'] : undefined} title={replicas.join(', ')}>
      {replicas.length === 0 ? 'none' : replicas.length}
    </span>
  )
}
