import { useCallback, useMemo } from 'react'
import type { NodeData } from '../../../../shared/systems/redis-views.ts'
import { usePageState } from '../../../app/use-page-state.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { SearchField } from '../../../components/Field.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { OtherValue } from '../../OtherValue.tsx'
import { ShortTable } from '../../ShortTable.tsx'
import { useOtherRedisView } from '../use-redis-view.ts'

/** The settings that rules compare, as CONFIG GET gave them. */
export function ConfigTable({
  address,
  config,
}: {
  readonly address: string
  readonly config: NodeData['config']
}) {
  const was = useOtherSettings(address)
  const [text, setText] = usePageState('q', '')
  const columns = useMemo(
    () => [
      wordColumn(
        ['key', 'Setting', 'minmax(150px, 1.4fr)'],
        (row) => <Name cut>{config[row]?.key ?? ''}</Name>,
        (row) => config[row]?.key ?? '',
      ),
      wordColumn(['value', 'Value', 'minmax(120px, 1fr)'], (row) => (
        <>
          {was?.differs(config[row]) === true && (
            <OtherValue value={was.of(config[row]?.key ?? '')} when={was.when} />
          )}
          <Value value={config[row]?.value ?? ''} />
        </>
      )),
    ],
    [config, was],
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

type Setting = NodeData['config'][number]

/** The settings at the other moment; undefined: nothing is compared, or none were read then. */
function useOtherSettings(address: string) {
  const other = useOtherRedisView('node', { address })
  const [config, when] = [other?.data.config, other?.when ?? '']
  return useMemo(() => {
    if (config === undefined || config.length === 0) return undefined
    const values = new Map(config.map(({ key, value }) => [key, value]))
    const of = (key: string) => values.get(key) ?? null
    return { when, of, differs: (setting: Setting | undefined) => of(setting?.key ?? '') !== setting?.value }
  }, [config, when])
}

function Value({ value }: { readonly value: string }) {
  return value === '' ? <span className={page['dim']}>empty</span> : <Name cut>{value}</Name>
}
