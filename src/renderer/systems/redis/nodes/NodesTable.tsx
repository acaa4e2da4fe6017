import { useMemo } from 'react'
import type { NodesData } from '../../../../shared/systems/redis-views.ts'
import { useOpen } from '../../../app/Link.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { nodeEntity } from '../../../../shared/systems/redis-entities.ts'
import { nodeColumns } from './node-columns.tsx'

/** Masters and replicas in figures. */
export function NodesTable({
  data,
  times,
  isBrief = false,
  title = 'Masters and replicas',
}: {
  readonly data: NodesData
  readonly times: Times
  readonly isBrief?: boolean
  readonly title?: string
}) {
  const open = useOpen()
  const columns = useMemo(
    () => nodeColumns(data, times, { isBrief }),
    [data, times.at, times.readAt, isBrief],
  )
  return (
    <Panel
      title={title}
      note="lag: master_repl_offset less the offset of slaveN, from one answer of the master"
    >
      <ShortTable
        label={title}
        columns={columns}
        count={data.rows.length}
        rowKey={(row) => data.rows[row]?.address ?? ''}
        entityOf={(row) => nodeEntity(data.rows[row]?.address ?? '')}
        onOpen={(row) => open(['nodes', data.rows[row]?.address ?? ''])}
        isQuiet={(row) => data.rows[row]?.state !== 'serving'}
        most={14}
        minWidth={isBrief ? 720 : 1000}
        empty={<Empty title="No server is known." />}
      />
    </Panel>
  )
}
