import { useCallback, useMemo } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import type { TopicsData } from '../../../shared/systems/kafka-topic-views.ts'
import type { PageProps } from '../../app/pages.ts'
import { Gone } from '../../app/compare/Gone.tsx'
import { useOpen } from '../../app/Link.tsx'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import page from '../page.module.css'
import { Viewed, type Times } from '../Viewed.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import { isTopic, topicEntity } from './entities.ts'
import { readersByTopic, topicColumns } from './topics-columns.tsx'
import { isTroubled } from './topic-state.ts'
import { useKafkaView } from './use-kafka-view.ts'

/** Every topic: how much goes in, how much is kept, who reads it, and whether its copies are complete. */
export function Topics({ targetId }: PageProps) {
  const view = useKafkaView(targetId, 'topics', {})
  return (
    <div className={page['page']}>
      <Viewed view={view} what="The topics">
        {(data, times) => <TopicList data={data} times={times} />}
      </Viewed>
    </div>
  )
}

function TopicList({ data, times }: { readonly data: TopicsData; readonly times: Times }) {
  const open = useOpen()
  const [text, setText] = usePageState('q', '')
  const [kind, setKind] = usePageState('kind', 'own')
  const table = useTopicTable(data, times.readAt, kind, text)
  const troubled = useMemo(
    () => data.name.reduce((n, _, row) => n + (isTroubled(data, row) ? 1 : 0), 0),
    [data],
  )
  return (
    <>
      <MissingNotes missing={data.missing} />
      <Gone isListed={isTopic} />
      <Panel
        title="Topics"
        fill
        note={`${formatNumber(data.name.length)} topics, ${formatNumber(troubled)} of them troubled`}
        actions={
          <>
            <Segmented
              label="Which topics"
              value={kind}
              onChange={setKind}
              options={[
                { value: 'own', label: 'without internal' },
                { value: 'all', label: 'all' },
                { value: 'troubled', label: 'troubled' },
              ]}
            />
            <SearchField value={text} onChange={setText} placeholder="Topic or group" />
          </>
        }
      >
        <DataTable
          label="Topics"
          {...table}
          count={data.name.length}
          firstSort={{ column: 'name', descending: false }}
          onOpen={(row) => open(['topics', data.name[row] ?? ''])}
          isQuiet={(row) => data.internal[row] === 1}
          minWidth={1000}
          empty={<NoTopics kind={kind} text={text} count={data.name.length} />}
        />
      </Panel>
    </>
  )
}

/** What the table draws from: the same objects until a sample, the filter or the text changes. */
function useTopicTable(data: TopicsData, readAt: number, kind: string, text: string) {
  // unchanged columns of the view stay the same objects from sample to sample
  const { readTopic, readGroup, groups } = data
  const readers = useMemo(
    () => readersByTopic({ readTopic, readGroup, groups }),
    [readTopic, readGroup, groups],
  )
  const columns = useMemo(() => topicColumns(data, readers, readAt), [data, readers, readAt])
  const matches = useCallback(
    (row: number) => isOfKind(data, row, kind) && hasText(data, readers, row, text.trim().toLowerCase()),
    [data, readers, kind, text],
  )
  const rowKey = useCallback((row: number) => data.name[row] ?? '', [data])
  const entityOf = useCallback((row: number) => topicEntity(data.name[row] ?? ''), [data])
  return { columns, matches, rowKey, entityOf }
}

function NoTopics({ kind, text, count }: { kind: string; text: string; count: number }) {
  if (text.trim() !== '')
    return <Empty title={`No topic and no group that reads one is called “${text.trim()}”.`} />
  if (kind === 'troubled')
    return <Empty title="No topic is troubled.">All {formatNumber(count)} have what they need.</Empty>
  return (
    <Empty title="There is no topic.">Orrery shows one as soon as the cluster’s metadata names it.</Empty>
  )
}

function isOfKind(data: TopicsData, row: number, kind: string): boolean {
  if (kind === 'troubled') return isTroubled(data, row)
  return kind === 'all' || data.internal[row] !== 1
}

function hasText(
  data: TopicsData,
  readers: ReadonlyMap<number, readonly string[]>,
  row: number,
  text: string,
): boolean {
  if (text === '' || (data.name[row] ?? '').toLowerCase().includes(text)) return true
  return readers.get(row)?.some((group) => group.toLowerCase().includes(text)) ?? false
}
