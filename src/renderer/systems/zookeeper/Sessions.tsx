import { useCallback, useMemo } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import type { SessionsData } from '../../../shared/systems/zookeeper-tree-views.ts'
import { Gone } from '../../app/compare/Gone.tsx'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty, Unknown } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import page from '../page.module.css'
import { Viewed, type Times } from '../Viewed.tsx'
import { isSession, sessionEntity } from './entities.ts'
import { sessionColumns } from './session-columns.tsx'
import { SessionPanel } from './SessionPanel.tsx'
import { useZookeeperView } from './use-zookeeper-view.ts'

/** Who is connected, to which member, how long silent, and what each holds. */
export function Sessions({ targetId }: PageProps) {
  const view = useZookeeperView(targetId, 'sessions', {})
  const [selected, setSelected] = usePageState('session', '')
  return (
    <div className={page['page']}>
      <Viewed view={view} what="The sessions">
        {(data, times) => (
          <>
            {data.why !== null && <Unknown title="Not every session is seen.">{data.why}</Unknown>}
            <Gone isListed={isSession} />
            <div className={page['row']} style={{ flex: 1 }}>
              <SessionList data={data} times={times} selected={selected} onSelect={setSelected} />
              {selected !== '' && (
                <SessionPanel targetId={targetId} id={selected} onClose={() => setSelected('')} />
              )}
            </div>
          </>
        )}
      </Viewed>
    </div>
  )
}

function SessionList({
  data,
  times,
  selected,
  onSelect,
}: {
  readonly data: SessionsData
  readonly times: Times
  readonly selected: string
  readonly onSelect: (id: string) => void
}) {
  const [text, setText] = usePageState('q', '')
  const columns = useMemo(() => sessionColumns(data, times), [data, times.readAt])
  const matches = useCallback(
    (row: number) => {
      const wanted = text.trim().toLowerCase()
      const words = [data.id[row], data.client[row], data.member[row]]
      return wanted === '' || words.some((word) => word?.toLowerCase().includes(wanted) === true)
    },
    [data, text],
  )
  const rowKey = useCallback((row: number) => data.id[row] ?? '', [data])
  const entityOf = useCallback((row: number) => sessionEntity(data.id[row] ?? ''), [data])
  return (
    <Panel
      title="Sessions"
      fill
      note={`${formatNumber(data.id.length)} sessions`}
      actions={<SearchField value={text} onChange={setText} placeholder="Session, client or member" />}
    >
      <DataTable
        label="Sessions"
        columns={columns}
        count={data.id.length}
        rowKey={rowKey}
        entityOf={entityOf}
        matches={matches}
        selectedKey={selected}
        firstSort={{ column: 'idle', descending: true }}
        onOpen={(row) => onSelect(data.id[row] ?? '')}
        minWidth={900}
        empty={<Empty title={text === '' ? 'No session was seen.' : `No session contains “${text}”.`} />}
      />
    </Panel>
  )
}
