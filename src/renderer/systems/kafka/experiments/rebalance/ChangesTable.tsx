import type { Change, Rebalances } from '../../../../../shared/systems/kafka-rebalance-changes.ts'
import style from './rebalance.module.css'
import { changeName, listed, seconds } from './words.ts'

export interface ChangesTableProps {
  readonly seen: Rebalances
  readonly until: number
  /** The start of the run, epoch ms. */
  readonly from: number
}

/** What the chart shows, as rows: each change and what it did. */
export function ChangesTable({ seen, until, from }: ChangesTableProps) {
  const changes = seen.changes.filter(({ at }) => at <= until)
  if (changes.length === 0) return <p className={style['bar']}>No change yet: the group comes together.</p>
  return (
    <table className={style['table']}>
      <thead>
        <tr>
          <th scope="col">Change</th>
          <th scope="col" className={style['number']}>
            At
          </th>
          <th scope="col">Moved</th>
          <th scope="col" className={style['number']}>
            Least possible
          </th>
          <th scope="col">Stopped, not moved</th>
          <th scope="col" className={style['number']}>
            Without owner
          </th>
          <th scope="col" className={style['number']}>
            Settled after
          </th>
          <th scope="col" className={style['number']}>
            Generation
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <ChangeRow key={change.at} change={change} until={until} from={from} />
        ))}
      </tbody>
    </table>
  )
}

function ChangeRow({ change, until, from }: { change: Change; until: number; from: number }) {
  const { at, least, stopped, pauseMs, gapMs, generation } = change
  const settledAt = change.settledAt !== undefined && change.settledAt <= until ? change.settledAt : undefined
  const isOver = settledAt !== undefined
  const moves = change.moves.filter((move) => move.at <= until)
  return (
    <tr>
      <th scope="row">{changeName(change)}</th>
      <td className={style['number']}>{seconds(at - from)}</td>
      <td className={moves.length > least ? style['warn'] : undefined}>
        {moves.length === 0
          ? 'none'
          : `${moves.length}: ${moves.map((move) => `${move.partition} ${move.from} → ${move.to}`).join(', ')}`}
      </td>
      <td className={style['number']}>{least}</td>
      <td>
        {isOver
          ? stopped.length === 0
            ? 'none'
            : `${listed(stopped)}, up to ${seconds(pauseMs)}`
          : 'not over'}
      </td>
      <td className={style['number']}>{isOver ? seconds(gapMs) : 'not over'}</td>
      <td className={style['number']}>{isOver ? seconds(settledAt - at) : 'not yet'}</td>
      <td className={style['number']}>{isOver ? (generation ?? 'not told') : ''}</td>
    </tr>
  )
}
