import { useCallback, useMemo } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import type { GroupsData } from '../../../shared/systems/kafka-group-views.ts'
import { Gone } from '../../app/compare/Gone.tsx'
import { useOpen } from '../../app/Link.tsx'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import page from '../page.module.css'
import { Viewed, type Times } from '../Viewed.tsx'
import { groupEntity, isGroup } from './entities.ts'
import { groupColumns } from './groups-columns.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import { alarming } from './reading-words.ts'
import { useKafkaView } from './use-kafka-view.ts'

/** Every group: lag in messages beside lag in time and its trend, and why its status is what it is. */
export function Groups({ targetId }: PageProps) {
  const view = useKafkaView(targetId, 'groups', {})
  return (
    <div className={page['page']}>
      <Viewed view={view} what="The groups">
        {(data, times) => <GroupList data={data} times={times} />}
      </Viewed>
    </div>
  )
}

function GroupList({ data, times }: { readonly data: GroupsData; readonly times: Times }) {
  const open = useOpen()
  const [text, setText] = usePageState('q', '')
  const [kind, setKind] = usePageState('kind', 'all')
  const { isTroubled, ...table } = useGroupTable(data, times.readAt, kind, text)
  const troubled = data.id.reduce((n, _, row) => n + (isTroubled(row) ? 1 : 0), 0)
  return (
    <>
      <MissingNotes missing={data.missing} />
      <Gone isListed={isGroup} />
      <Panel
        title="Groups"
        fill
        note={`${formatNumber(data.id.length)} groups, ${formatNumber(troubled)} of them troubled`}
        actions={
          <>
            <Segmented
              label="Which groups"
              value={kind}
              onChange={setKind}
              options={[
                { value: 'all', label: 'all' },
                { value: 'troubled', label: 'troubled' },
              ]}
            />
            <SearchField value={text} onChange={setText} placeholder="Group or topic" />
          </>
        }
      >
        <DataTable
          label="Groups"
          {...table}
          count={data.id.length}
          firstSort={{ column: 'status', descending: false }}
          onOpen={(row) => open(['groups', data.id[row] ?? ''])}
          minWidth={1010}
          empty={<NoGroups kind={kind} text={text.trim()} count={data.id.length} />}
        />
      </Panel>
    </>
  )
}

/** What the table draws from: the same objects until a sample, the filter or the text changes. */
function useGroupTable(data: GroupsData, readAt: number, kind: string, text: string) {
  const columns = useMemo(() => groupColumns(data, readAt), [data, readAt])
  const isTroubled = useCallback(
    (row: number) => alarming(data.status[row] ?? 'unknown') !== undefined,
    [data],
  )
  const matches = useCallback(
    (row: number) => {
      if (kind === 'troubled' && !isTroubled(row)) return false
      const wanted = text.trim().toLowerCase()
      const names = [data.id[row] ?? '', ...(data.topics[row] ?? [])]
      return wanted === '' || names.some((name) => name.toLowerCase().includes(wanted))
    },
    [data, isTroubled, kind, text],
  )
  const rowKey = useCallback((row: number) => data.id[row] ?? '', [data])
  const entityOf = useCallback((row: number) => groupEntity(data.id[row] ?? ''), [data])
  return { columns, isTroubled, matches, rowKey, entityOf }
}

function NoGroups({ kind, text, count }: { kind: string; text: string; count: number }) {
  if (text !== '') return <Empty title={`No group is called or reads “${text}”.`} />
  if (kind === 'troubled' && count > 0) return <Empty title="No group is troubled." />
  return <Empty title="There is no consumer group.">One shows here as soon as it joins or commits.</Empty>
}
