import { Fragment } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { Shape } from '../../components/Mark.tsx'
import { EntityLink } from '../frame/EntityLink.tsx'
import { Link } from '../Link.tsx'
import style from './compare.module.css'
import { useComparing } from './comparing.ts'
import { signOf } from './marked.ts'
import type { MarkWords } from './marked.ts'
import { versusOf } from './pair.ts'

export interface GoneProps {
  /** Whether an entity would stand in this page's list, by its path: `topic/orders`, and not its partitions. */
  readonly isListed: (entity: string) => boolean
  /** As many as are named; the others stand on the page of differences. */
  readonly most?: number
}

/** A line above a list, while two moments are compared: what it would hold at the other one, with links to where it was. */
export function Gone({ isListed, most = 6 }: GoneProps) {
  const comparing = useComparing()
  const gone = comparing?.marks?.gone.filter(isListed) ?? []
  if (comparing === undefined || gone.length === 0) return null
  const { request, other, words, target } = comparing
  const left = gone.length - most
  return (
    <div className={style['gone']} role="note">
      <svg width={8} height={8} aria-hidden>
        <Shape sign={signOf('gone', words.relation)} />
      </svg>
      <span>
        {lead(words)}{' '}
        {gone.slice(0, most).map((entity, index) => (
          <Fragment key={entity}>
            {index > 0 && ', '}
            <EntityLink
              system={target.config.system}
              targetId={other.config.id}
              entity={entity}
              at={request.a.at}
              vs={versusOf(request.b, other.config.id)}
            />
          </Fragment>
        ))}
        {left > 0 && (
          <>
            {' '}
            and <Link to={['differences']}>{formatNumber(left)} more</Link>
          </>
        )}
      </span>
    </div>
  )
}

function lead({ relation, other }: MarkWords): string {
  if (relation === 'before') return `Was there at ${other} and is gone:`
  return relation === 'after' ? `Not there yet, but at ${other}:` : `Only on ${other}:`
}
