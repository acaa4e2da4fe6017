import { formatNumber } from '../../../../shared/base/format-number.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Viewed } from '../../Viewed.tsx'
import { useZookeeperView } from '../use-zookeeper-view.ts'
import style from './tree.module.css'
import { ZnodeRow } from './ZnodeRow.tsx'

const limit = 200

/** Znodes whose path or owner contains the text. */
export function SearchRows({
  targetId,
  text,
  selected,
  onSelect,
}: {
  readonly targetId: string
  readonly text: string
  readonly selected: string | undefined
  readonly onSelect: (path: string) => void
}) {
  const view = useZookeeperView(targetId, 'search', { text, limit })
  return (
    <Viewed view={view} what="The search">
      {(data, { readAt }) => (
        <div className={style['scroller']} role="tree" aria-label="Matches">
          {data.total === 0 && (
            <Empty title={`No znode and no owner session contains “${text}”.`}>
              Of those that were read.
            </Empty>
          )}
          {data.path.map((path, i) => (
            <ZnodeRow
              key={path}
              path={path}
              label={path}
              depth={0}
              kind={data.kind[i] ?? 'unreadable'}
              isSequential={data.sequential[i] === true}
              children={data.children[i] ?? NaN}
              bytes={data.bytes[i] ?? NaN}
              owner={data.owner[i] ?? null}
              isOpen={false}
              isLit={false}
              isSelected={path === selected}
              readAt={readAt}
              onSelect={onSelect}
            />
          ))}
          {data.total > limit && (
            <p className={style['more']}>
              and {formatNumber(data.total - limit)} more: type more of the path
            </p>
          )}
        </div>
      )}
    </Viewed>
  )
}
