import type { EnsembleData } from '../../../shared/systems/zookeeper-views.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Mark } from '../../components/Mark.tsx'
import { Panel } from '../../components/Panel.tsx'
import { State } from '../../components/State.tsx'
import page from '../page.module.css'
import { Viewed, type Times } from '../Viewed.tsx'
import { EnsembleDrawing } from './ensemble/EnsembleDrawing.tsx'
import { MembersTable } from './ensemble/MembersTable.tsx'
import { QuorumPanel } from './ensemble/QuorumPanel.tsx'
import { MemberPanel } from './ensemble/MemberPanel.tsx'
import style from './pages.module.css'
import { TreePanel } from './tree/TreePanel.tsx'
import { ZnodePanels } from './tree/ZnodePanels.tsx'
import { useZookeeperView } from './use-zookeeper-view.ts'

/** The ensemble and how many of it may fail; beside it the tree, and of a znode who keeps it there. */
export function Ensemble({ targetId }: PageProps) {
  const [znode, setZnode] = usePageState('znode', '')
  const view = useZookeeperView(targetId, 'ensemble', {})
  const selected = znode === '' ? undefined : znode
  return (
    <div className={style['two']}>
      <div className={style['left']}>
        <Viewed view={view} what="The ensemble">
          {(data, times) => <EnsembleColumn targetId={targetId} data={data} times={times} />}
        </Viewed>
      </div>
      <TreeColumn targetId={targetId} selected={selected} onSelect={setZnode} />
    </div>
  )
}

function EnsembleColumn({ targetId, data, times }: { targetId: string; data: EnsembleData; times: Times }) {
  const [member, setMember] = usePageState('member', '')
  const selected = member === '' ? undefined : member
  const toggle = (id: string) => setMember(id === member ? '' : id)
  const voters = data.members.filter((m) => m.voter !== false).length
  const observers = data.members.length - voters
  const { quorum } = data
  const tone = { ok: 'ok', 'no-margin': 'warn', 'no-quorum': 'bad', unknown: 'unknown' } as const
  const word = { ok: 'margin', 'no-margin': 'no margin', 'no-quorum': 'no quorum', unknown: 'margin unknown' }
  return (
    <>
      <Panel
        title={
          <>
            Ensemble <Mark entity="ensemble" />
          </>
        }
        note={`${voters} ${voters === 1 ? 'voter' : 'voters'}${observers > 0 ? ` + ${observers} ${observers === 1 ? 'observer' : 'observers'}` : ''}`}
        actions={
          <>
            <State tone={tone[quorum.is]}>
              {quorum.is === 'ok' ? `${word.ok} ${quorum.margin ?? '?'}` : word[quorum.is]}
            </State>
            {quorum.since !== null && (
              <span className={page['dim']}>since {formatInstant(quorum.since, times.at)}</span>
            )}
          </>
        }
      >
        <EnsembleDrawing
          data={data}
          selected={selected}
          at={times.at}
          readAt={times.readAt}
          onSelect={toggle}
        />
      </Panel>
      <MembersTable data={data} times={times} selected={selected} onSelect={toggle} />
      {selected === undefined ? (
        <QuorumPanel data={data} times={times} />
      ) : (
        <MemberPanel targetId={targetId} id={selected} onClose={() => setMember('')} />
      )}
    </>
  )
}

function TreeColumn({
  targetId,
  selected,
  onSelect,
}: {
  readonly targetId: string
  readonly selected: string | undefined
  readonly onSelect: (path: string) => void
}) {
  const view = useZookeeperView(targetId, 'znode', { path: selected ?? '/' })
  const owner = selected === undefined ? undefined : view.data?.owner?.id
  return (
    <div className={style['right']}>
      <TreePanel targetId={targetId} selected={selected} session={owner} onSelect={onSelect} />
      {selected !== undefined && (
        <Viewed view={view} what={selected}>
          {(data, times) => <ZnodePanels key={data.path} data={data} at={times.at} onSelect={onSelect} />}
        </Viewed>
      )}
    </div>
  )
}
