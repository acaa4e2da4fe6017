import { useMemo } from 'react'
import type { QueueData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { useOpen } from '../../../app/Link.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { headerWords } from '../binding-words.ts'
import { wordColumn } from '../../number-columns.tsx'
import { ShortTable } from '../../ShortTable.tsx'
import { exchangeLabel } from '../../../../shared/systems/rabbitmq-names.ts'

/** What leads here: exchange, key, headers. */
export function BindingsTable({ data: { bindings, vhost, name } }: { readonly data: QueueData }) {
  const open = useOpen()
  const columns = useMemo(
    () => [
      wordColumn(
        ['source', 'Exchange', 'minmax(90px, 1fr)'],
        (row) => <Name cut>{exchangeLabel(bindings[row]?.source ?? '')}</Name>,
        (row) => bindings[row]?.source ?? '',
      ),
      wordColumn(
        ['key', 'Key', 'minmax(90px, 1fr)'],
        (row) => <Name cut>{bindings[row]?.key ?? ''}</Name>,
        (row) => bindings[row]?.key ?? '',
      ),
      wordColumn(['headers', 'Headers', 'minmax(90px, 1fr)'], (row) => {
        const args = bindings[row]?.arguments ?? {}
        return Object.keys(args).length === 0 ? '' : <Name cut>{headerWords(args)}</Name>
      }),
    ],
    [bindings],
  )
  return (
    <Panel title="Bound to it" note="besides the default exchange, by its name">
      <ShortTable
        label="Bindings"
        columns={columns}
        count={bindings.length}
        rowKey={(row) => `${bindings[row]?.source} ${bindings[row]?.key} ${row}`}
        onOpen={(row) =>
          open(['topology'], { vhost, node: `exchange/${bindings[row]?.source ?? ''}`, show: 'all' })
        }
        most={10}
        empty={
          <Empty title="Nothing is bound to it.">
            Only the default exchange leads here, by the key {name}.
          </Empty>
        }
      />
    </Panel>
  )
}
