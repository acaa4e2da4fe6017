import { useCallback, useMemo } from 'react'
import type { NodeData } from '../../../../shared/systems/redis-views.ts'
import { usePageState } from '../../../app/use-page-state.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { SearchField } from '../../../components/Field.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'

/** The settings that rules compare, as CONFIG GET gave them. */
export function ConfigTable({ config }: { readonly config: NodeData['config'] }) {
  const [text, setText] = usePageState('q', '')
  const columns = useMemo(
    () => [
      wordColumn(
        ['key', 'Setting', 'minmax(150px, 1.4fr)'],
        (row) => <Name cut>{config[row]?.key ?? ''}</Name>,
        (row) => config[row]?.key ?? '',
      ),
      wordColumn(['value', 'Value', 'minmax(120px, 1fr)'], (row) => (
        <Value value={config[row]?.value ?? ''} />
      )),
    ],
    [config],
  )
  const matches = useCallback(
    (row: number) =>
      `${config[row]?.key} ${config[row]?.value}`.toLowerCase().includes(text.trim().toLowerCase()),
    [config, text],
  )
  return (
    <Panel
      title="Settings"
      note="CONFIG GET, every minute"
      actions={<SearchField value={text} onChange={setText} placeholder="Setting" />}
    >
      <ShortTable
        label="Settings"
        columns={columns}
        count={config.length}
        rowKey={(row) => config[row]?.key ?? ''}
        matches={matches}
        most={18}
        empty={
          <Empty title="The settings were not read.">CONFIG GET is needed for that: grant +config|get.</Empty>
        }
      />
    </Panel>
  )
}

function Value({ value }: { readonly value: string }) {
  return value === '' ? <span className={page['dim']}>empty</span> : <Name cut>{value}</Name>
}
