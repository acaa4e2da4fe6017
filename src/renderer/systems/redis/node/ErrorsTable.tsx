import { useMemo } from 'react'
import type { NodeData } from '../../../../shared/systems/redis-views.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'

/** Error replies by their first word: MOVED, OOM, NOAUTH say more than a count of errors. */
export function ErrorsTable({ data, times }: { readonly data: NodeData; readonly times: Times }) {
  const { errors, row } = data
  const columns = useMemo((): readonly Column[] => {
    const number = numberColumns((at) => `error/${row.address}/${errors[at]?.word ?? ''}`, times.readAt)
    return [
      wordColumn(
        ['word', 'Error', 'minmax(100px, 1fr)'],
        (at) => <Name cut>{errors[at]?.word ?? ''}</Name>,
        (at) => errors[at]?.word ?? '',
      ),
      number(['rate', 'Now /s', '80px'], 'per second', (at) => errors[at]?.perSecond, {
        metric: 'error.count',
        ink: (at) => ((errors[at]?.perSecond ?? 0) > 0 ? page['warn'] : page['dim']),
      }),
      number(['count', 'Since start', '96px'], 'count', (at) => errors[at]?.count, { metric: 'error.count' }),
    ]
  }, [errors, row.address, times.readAt])
  return (
    <Panel title="Errors" note="INFO errorstats, by their first word">
      <ShortTable
        label="Errors"
        columns={columns}
        count={errors.length}
        rowKey={(at) => errors[at]?.word ?? ''}
        firstSort={{ column: 'count', descending: true }}
        most={10}
        empty={<NoErrors data={data} />}
      />
    </Panel>
  )
}

/** A server that doesn't answer has not said that there are none. */
function NoErrors({ data: { row } }: { readonly data: NodeData }) {
  if (row.state !== 'serving') return <Empty title="Not observed: it doesn’t answer." />
  return <Empty title="No error reply is counted.">Servers older than 6.2 don’t count them by word.</Empty>
}
