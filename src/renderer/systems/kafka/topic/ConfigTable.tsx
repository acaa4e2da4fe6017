import { useCallback, useMemo } from 'react'
import type { TopicData } from '../../../../shared/systems/kafka-topic-views.ts'
import { usePageState } from '../../../app/use-page-state.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { SearchField } from '../../../components/Field.tsx'
import { Mark } from '../../../components/Mark.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { DataTable } from '../../../components/table/DataTable.tsx'
import type { Column } from '../../../components/table/columns.ts'
import page from '../../page.module.css'
import { topicEntity } from '../entities.ts'

/** Every setting in force with where it was set; what was set for this topic comes first. */
export function ConfigTable({ data }: { readonly data: TopicData }) {
  const { config } = data
  const [text, setText] = usePageState('q', '')
  const columns = useMemo(() => columnsOf(config), [config])
  const matches = useCallback(
    (row: number) => (config.name[row] ?? '').includes(text.trim().toLowerCase()),
    [config, text],
  )
  return (
    <Panel
      title="Config"
      fill
      note={
        <>
          DescribeConfigs; what was set for this topic first <Mark entity={topicEntity(data.name)} />
        </>
      }
      actions={<SearchField value={text} onChange={setText} placeholder="Setting" />}
    >
      <DataTable
        label="Settings"
        columns={columns}
        count={config.name.length}
        rowKey={(row) => config.name[row] ?? ''}
        matches={matches}
        firstSort={{ column: 'source', descending: true }}
        isQuiet={(row) => (config.source[row] ?? '').startsWith('default')}
        empty={
          <Empty title={text === '' ? 'The settings were not read.' : `No setting contains “${text}”.`}>
            {text === '' ? 'DescribeConfigs on the topic is needed for that.' : undefined}
          </Empty>
        }
      />
    </Panel>
  )
}

function columnsOf(config: TopicData['config']): readonly Column[] {
  const rank = (source: string) => (source.startsWith('topic') ? 2 : source.startsWith('default') ? 0 : 1)
  return [
    {
      id: 'name',
      label: 'Setting',
      width: 'minmax(240px, 1fr)',
      sort: (row) => config.name[row] ?? '',
      cell: (row) => <Name cut>{config.name[row] ?? ''}</Name>,
    },
    {
      id: 'value',
      label: 'Value',
      width: 'minmax(200px, 1fr)',
      cell: (row) => {
        const value = config.value[row]
        if (value === null || value === undefined)
          return <span className={page['dim']}>sensitive: the broker keeps it</span>
        return value === '' ? <span className={page['dim']}>empty</span> : <Name cut>{value}</Name>
      },
    },
    {
      id: 'source',
      label: 'Set by',
      width: '180px',
      sort: (row) => rank(config.source[row] ?? ''),
      cell: (row) => config.source[row],
    },
  ]
}
