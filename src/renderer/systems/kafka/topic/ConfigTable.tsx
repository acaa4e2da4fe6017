import { useCallback, useMemo } from 'react'
import type { TopicData } from '../../../../shared/systems/kafka-topic-views.ts'
import { usePageState } from '../../../app/use-page-state.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { SearchField } from '../../../components/Field.tsx'
import { Mark, Shape } from '../../../components/Mark.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { DataTable } from '../../../components/table/DataTable.tsx'
import type { Column } from '../../../components/table/columns.ts'
import page from '../../page.module.css'
import { topicEntity } from '../entities.ts'
import { useOtherKafkaView } from '../use-kafka-view.ts'

/** Every setting in force with where it was set; what was set for this topic comes first. */
export function ConfigTable({ data }: { readonly data: TopicData }) {
  const { config } = data
  const [text, setText] = usePageState('q', '')
  const was = useOtherSettings(data.name)
  const columns = useMemo(() => columnsOf(config, was), [config, was])
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

/** The settings at the other moment, while two are compared. */
interface OtherSettings {
  readonly values: ReadonlyMap<string, string | null>
  /** "At 02:58:00" */
  readonly label: string
}

function useOtherSettings(topic: string): OtherSettings | undefined {
  const other = useOtherKafkaView('topic', { topic })
  const config = other?.data.config
  const label = other === undefined ? '' : `${other.relation === 'other' ? 'On' : 'At'} ${other.when}`
  return useMemo(() => {
    // none were read there: nothing can be said of any
    if (config === undefined || config.name.length === 0) return undefined
    return { values: new Map(config.name.map((name, row) => [name, config.value[row] ?? null])), label }
  }, [config, label])
}

function wasColumn(config: TopicData['config'], { values, label }: OtherSettings): Column {
  const differs = (row: number) => values.get(config.name[row] ?? '') !== (config.value[row] ?? null)
  return {
    id: 'was',
    label,
    width: 'minmax(160px, 0.8fr)',
    sort: (row) => (differs(row) ? 1 : 0),
    first: 'descending',
    cell: (row) =>
      differs(row) ? (
        <Was value={values.get(config.name[row] ?? '')} />
      ) : (
        <span className={page['dim']}>the same</span>
      ),
  }
}

function Was({ value }: { readonly value: string | null | undefined }) {
  return (
    <>
      <svg width={8} height={8} aria-hidden style={{ display: 'inline', marginRight: 6 }}>
        <Shape sign="changed" />
      </svg>
      {value === undefined ? 'no such setting' : <Value value={value} />}
    </>
  )
}

function Value({ value }: { readonly value: string | null | undefined }) {
  if (value === null || value === undefined)
    return <span className={page['dim']}>sensitive: the broker keeps it</span>
  return value === '' ? <span className={page['dim']}>empty</span> : <Name cut>{value}</Name>
}

function columnsOf(config: TopicData['config'], was: OtherSettings | undefined): readonly Column[] {
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
      cell: (row) => <Value value={config.value[row]} />,
    },
    ...(was === undefined ? [] : [wasColumn(config, was)]),
    {
      id: 'source',
      label: 'Set by',
      width: '180px',
      sort: (row) => rank(config.source[row] ?? ''),
      cell: (row) => config.source[row],
    },
  ]
}
