import { useMemo } from 'react'
import type { CommandsData } from '../../../../shared/systems/redis-load-views.ts'
import { Empty, Unknown } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { DataTable } from '../../../components/table/DataTable.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { Viewed, type Times } from '../../Viewed.tsx'
import { useRedisView } from '../use-redis-view.ts'

export interface CommandsPanelProps {
  readonly targetId: string
  /** '' for all servers. */
  readonly address: string
  readonly fill?: boolean
  readonly rows?: number
}

/** Where the servers' time goes: commands by the time they took in the last minutes. */
export function CommandsPanel({ targetId, address, fill = false, rows }: CommandsPanelProps) {
  const view = useRedisView(targetId, 'commands', address === '' ? {} : { address })
  return (
    <Panel
      title="Commands"
      note={`${address === '' ? 'of all servers' : address}, by the time they take`}
      fill={fill}
    >
      <Viewed view={view} what="The commands">
        {(data, times) =>
          data.why === null ? (
            <Commands data={data} times={times} rows={rows} />
          ) : (
            <Unknown title="Commands: unknown.">{data.why}</Unknown>
          )
        }
      </Viewed>
    </Panel>
  )
}

function Commands({ data, times, rows }: { data: CommandsData; times: Times; rows: number | undefined }) {
  const columns = useMemo(() => commandColumns(data, times.readAt), [data, times.readAt])
  return (
    <DataTable
      label="Commands"
      columns={columns}
      count={data.names.length}
      rowKey={(row) => data.names[row] ?? ''}
      {...(rows === undefined ? {} : { rows })}
      empty={<Empty title="No command was seen." />}
    />
  )
}

function commandColumns(data: CommandsData, readAt: number): readonly Column[] {
  const number = numberColumns((row) => `command ${data.names[row] ?? ''}`, readAt)
  return [
    wordColumn(
      ['name', 'Command', 'minmax(112px, 1fr)'],
      (row) => <Name cut>{data.names[row] ?? ''}</Name>,
      (row) => data.names[row] ?? '',
    ),
    number(['rate', 'Calls /s', '62px'], 'per second', data.callsPerSecond, { metric: 'command.calls' }),
    number(['mean', 'Mean', '60px'], 'ms', data.meanMs, {
      from: 'Δtime ÷ Δcalls of the last five minutes, INFO commandstats',
      instead: (row) => (data.callsPerSecond[row] === 0 ? <span className={page['dim']}>—</span> : undefined),
    }),
    number(['p99', 'p99', '58px'], 'ms', data.p99Ms, { metric: 'command.p99_ms' }),
    number(['failed', 'Failed', '54px'], 'count', data.failed, {
      metric: 'command.failed',
      ink: (row) => ((data.failed[row] ?? 0) > 0 ? page['warn'] : page['dim']),
    }),
  ]
}
