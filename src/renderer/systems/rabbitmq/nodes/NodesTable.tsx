import { useMemo } from 'react'
import type { NodeRow } from '../../../../shared/systems/rabbitmq-views.ts'
import { useOpen } from '../../../app/Link.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { nodeEntity } from '../entities.ts'
import { nodeColumns } from './node-columns.tsx'

/** The nodes in figures, each beside its limits. */
export function NodesTable({
  rows,
  times,
  isBrief = false,
}: {
  readonly rows: readonly NodeRow[]
  readonly times: Times
  readonly isBrief?: boolean
}) {
  const open = useOpen()
  const columns = useMemo(
    () => nodeColumns(rows, times, { isBrief }),
    [rows, times.at, times.readAt, isBrief],
  )
  return (
    <Panel title="Nodes" note="bars: of the memory watermark, and of what the system allows">
      <ShortTable
        label="Nodes"
        columns={columns}
        count={rows.length}
        rowKey={(row) => rows[row]?.name ?? ''}
        entityOf={(row) => nodeEntity(rows[row]?.name ?? '')}
        onOpen={(row) => open(['nodes', rows[row]?.name ?? ''])}
        isQuiet={(row) => rows[row]?.state !== 'running'}
        most={12}
        minWidth={isBrief ? 760 : 1320}
        empty={<Empty title="No node is known." />}
      />
    </Panel>
  )
}
