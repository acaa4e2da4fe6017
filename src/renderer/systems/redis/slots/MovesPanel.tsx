import { formatInstant } from '../../../../shared/base/format-time.ts'
import type { SlotsData } from '../../../../shared/systems/redis-slot-views.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State, Swatch } from '../../../components/State.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { ownerColor } from '../owner-colors.ts'
import { movesOf, type Move } from './moves.ts'
import style from './slots.module.css'
import { slotsWord } from './slots-said.ts'

export interface MovesPanelProps {
  readonly data: SlotsData
  readonly times: Times
  readonly onSelect: (slot: number) => void
}

/** More than these are counted: a reshard opens one slot at a time, an abandoned one may leave many. */
const most = 6

/** What is on the move, from both sides; or that nothing is. */
export function MovesPanel({ data, times, onSelect }: MovesPanelProps) {
  const moves = movesOf(data.moving)
  const isStuck = moves.some((move) => !move.isAgreed)
  if (moves.length === 0) return <NothingMoves data={data} />
  return (
    <Panel
      fill
      title="On the move"
      note={`${data.moving.length} ${data.moving.length === 1 ? 'slot' : 'slots'}`}
      actions={<State tone={isStuck ? 'warn' : 'accent'}>{isStuck ? 'one side alone' : 'migrating'}</State>}
    >
      <div className={style['moves']}>
        {moves.slice(0, most).map((move) => (
          <MoveDrawing key={`${move.from} ${move.source}`} {...{ data, times, move, onSelect }} />
        ))}
        {moves.length > most && <p className={page['dim']}>and {moves.length - most} more stretches</p>}
      </div>
    </Panel>
  )
}

function NothingMoves({ data }: { readonly data: SlotsData }) {
  return (
    <Panel fill title="On the move">
      <Empty title="No slot is on the move.">
        {data.blind.length === 0
          ? 'Neither side of any says so. Click a slot, or type a key to see where it lies.'
          : 'Only the two nodes of a move know of it, and not every node could be asked.'}
      </Empty>
    </Panel>
  )
}

function MoveDrawing({ data, times, move, onSelect }: MovesPanelProps & { readonly move: Move }) {
  const colorOf = (address: string | null) => {
    const index = data.owners.findIndex((owner) => owner.address === address)
    return index < 0 ? 'var(--line-strong)' : ownerColor(index)
  }
  const left = move.keysLeft ?? NaN
  const moved = move.keysMoved ?? NaN
  // a slot without keys has nothing to move: that is known, and drawn as empty
  const isEmpty = left + moved === 0
  const share = left / (left + moved)
  return (
    <div className={style['move']}>
      <div className={style['between']}>
        <button type="button" className={style['link']} onClick={() => onSelect(move.from)}>
          <b>{slotsWord(move.from, move.to)}</b>
        </button>
        <State tone={move.isAgreed ? 'accent' : 'warn'}>
          {move.isAgreed ? 'both sides agree' : 'one side alone'}
        </State>
      </div>
      <div className={style['between']}>
        <End address={move.source} color={colorOf(move.source)} />
        <span className={page['dim']}>→</span>
        <End address={move.target} color={colorOf(move.target)} />
      </div>
      <div className={style['progress']} role="img" aria-label={progressWords(move)}>
        {isEmpty ? (
          <i className={style['noKeys']} />
        ) : Number.isNaN(share) ? (
          <i className={style['unknownShare']} />
        ) : (
          <>
            <i style={{ flexGrow: share, background: colorOf(move.source) }} />
            <i style={{ flexGrow: 1 - share, background: colorOf(move.target) }} />
          </>
        )}
      </div>
      <div className={style['between']}>
        <span className={page['dim']}>
          <Num value={left} metric="slot.keys" readAt={times.readAt} /> keys still there
        </span>
        <span className={page['dim']}>
          <Num value={moved} metric="slot.keys" readAt={times.readAt} /> moved
        </span>
      </div>
      <p className={style['source']}>
        {move.slots[0]?.says} · first seen {formatInstant(move.since, times.at)}
      </p>
    </div>
  )
}

function progressWords({ keysLeft, keysMoved }: Move): string {
  return keysLeft === null || keysMoved === null
    ? 'How many keys moved was not observed'
    : `${keysMoved} of ${keysLeft + keysMoved} keys moved`
}

function End({ address, color }: { readonly address: string | null; readonly color: string }) {
  return (
    <span className={style['told']}>
      <Swatch color={color} /> {address ?? <span className={page['warn']}>nobody says</span>}
    </span>
  )
}
