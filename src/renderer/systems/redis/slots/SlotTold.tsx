import { formatNumber } from '../../../../shared/base/format-number.ts'
import { Swatch } from '../../../components/State.tsx'
import page from '../../page.module.css'
import { ownerColor } from '../owner-colors.ts'
import { keysText, type SlotKnown } from './lookup.ts'
import style from './slots.module.css'

/** What hovering a cell tells: its slot, its owner, and what is odd about it. */
export function SlotTold({ known, was }: { readonly known: SlotKnown; readonly was?: string | undefined }) {
  const { slot, owner, index, move, disputes, keys } = known
  return (
    <>
      <div className={style['told']}>
        <b>slot {slot}</b>
        {owner === undefined ? (
          <span className={page['bad']}>nobody’s</span>
        ) : (
          <>
            <Swatch color={ownerColor(index)} /> {owner.address}
            {keys !== undefined && <span>{keysText(keys)} in it</span>}
          </>
        )}
      </div>
      {owner !== undefined && (
        <div className={page['dim']}>
          {owner.replicas.length === 0 ? 'no replica' : `replicas ${owner.replicas.join(', ')}`} · one of its{' '}
          {formatNumber(owner.slots)} slots, {owner.keys === null ? '?' : formatNumber(owner.keys)} keys in
          all
        </div>
      )}
      {was !== undefined && <div className={style['was']}>{was}</div>}
      {move !== undefined && <MoveLine move={move} />}
      {disputes.map((dispute) => (
        <div key={dispute.voice} className={page['warn']}>
          {dispute.voice} names {dispute.names ?? 'nobody'}
        </div>
      ))}
      <div className={style['source']}>CLUSTER NODES of each owner · click for all that is known</div>
    </>
  )
}

function MoveLine({ move }: { readonly move: NonNullable<SlotKnown['move']> }) {
  return (
    <div className={move.is === 'both' ? undefined : page['warn']}>
      {move.from ?? '?'} → {move.to ?? '?'}
      {move.is === 'both' ? ', moving' : ', only one side says so'}
    </div>
  )
}
