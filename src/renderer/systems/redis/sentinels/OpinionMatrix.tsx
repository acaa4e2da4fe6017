import type { ReactNode } from 'react'
import { formatDuration, formatInstant } from '../../../../shared/base/format-time.ts'
import type {
  BeliefMatrix,
  BeliefRow,
  SentinelsData,
} from '../../../../shared/systems/redis-sentinel-views.ts'
import { classes } from '../../../components/classes.ts'
import { Mark, MarkTag } from '../../../components/Mark.tsx'
import { useMarks } from '../../../components/marks.ts'
import { Dot } from '../../../components/State.tsx'
import { useTip } from '../../../components/tip.ts'
import type { Times } from '../../Viewed.tsx'
import { nodeEntity } from '../../../../shared/systems/redis-entities.ts'
import { beliefEntity, sentinelEntity } from '../entities.ts'
import { stateWords } from '../node-words.ts'
import { shortNames } from '../short-names.ts'
import { opinionRows, type Opinion, type OpinionRow } from './opinions.ts'
import style from './sentinels.module.css'

export interface OpinionMatrixProps {
  readonly data: SentinelsData
  readonly matrix: BeliefMatrix
  readonly times: Times
  /** Address of a sentinel that a link pointed at. */
  readonly selected: string
}

/** What each sentinel (a row) holds of each instance (a column). Hatched: most hold the opposite. */
export function OpinionMatrix({ data, matrix, times, selected }: OpinionMatrixProps) {
  const { instances } = matrix
  const ofData = instances.filter((instance) => instance.kind === 'data').length
  const short = {
    data: shortNames(instances.filter((i) => i.kind === 'data').map((i) => i.address)),
    sentinel: shortNames(data.sentinels.map((s) => s.address)),
  }
  return (
    <div className={style['scroll']}>
      <table className={style['matrix']}>
        <thead>
          <tr>
            <th />
            <th colSpan={Math.max(1, ofData)} className={style['group']}>
              Instances of “{matrix.name}”
            </th>
            {instances.length > ofData && (
              <th colSpan={instances.length - ofData} className={classes(style['group'], style['apart'])}>
                Other sentinels
              </th>
            )}
            <th className={style['group']}>Gives clients</th>
          </tr>
          <tr>
            <th />
            {instances.map((instance, column) => (
              <th
                key={instance.address}
                className={classes(style['column'], column === ofData && style['apart'])}
                title={instance.address}
              >
                <span className={style['mono']}>{short[instance.kind](instance.address)}</span>{' '}
                <Mark entity={entityOf(instance)} />
                <small className={isRival(instance, matrix) ? style['ink-bad'] : undefined}>
                  {headWord(matrix, column)}
                </small>
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {opinionRows(matrix).map((row) => (
            <Row
              key={row.row}
              {...{ data, matrix, times, row, ofData }}
              isSelected={matrix.rows[row.row]?.sentinel === selected}
              short={short.sentinel}
              shortData={short.data}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** It calls itself master, and is not the one that clients are given. */
const isRival = (instance: BeliefMatrix['instances'][number], { address }: BeliefMatrix): boolean =>
  instance.role === 'master' && address !== null && instance.address !== address

const entityOf = ({ kind, address }: BeliefMatrix['instances'][number]): string =>
  kind === 'data' ? nodeEntity(address) : sentinelEntity(address)

/** Under the address of a column: what it is, by its own word. */
function headWord({ instances, address }: BeliefMatrix, column: number): string {
  const instance = instances[column]
  if (instance === undefined || instance.kind === 'sentinel') return ''
  if (instance.role === null) return instance.address === address ? 'master?' : 'no answer'
  return instance.role
}

interface RowProps {
  readonly data: SentinelsData
  readonly matrix: BeliefMatrix
  readonly times: Times
  readonly row: OpinionRow
  readonly ofData: number
  readonly isSelected: boolean
  readonly short: (address: string) => string
  readonly shortData: (address: string) => string
}

function Row({ data, matrix, times, row, ofData, isSelected, short, shortData }: RowProps) {
  const belief = matrix.rows[row.row]
  const sentinel = data.sentinels.find((each) => each.address === belief?.sentinel)
  if (belief === undefined) return null
  const out = sentinel === undefined ? undefined : stateWords(sentinel.state)
  return (
    <tr className={classes(row.isOdd && style['odd'], isSelected && style['selected'])}>
      <th scope="row" title={sentinel?.why ?? belief.sentinel}>
        {out !== undefined && <Dot tone={out.tone} />}{' '}
        <span className={style['mono']}>{short(belief.sentinel)}</span>{' '}
        <Mark entity={beliefEntity(belief.sentinel, matrix.name)} />
        {out !== undefined && <small className={style[`ink-${out.tone}`]}>{out.word}</small>}
      </th>
      {row.opinions.map((opinion, column) => (
        <td
          key={matrix.instances[column]?.address ?? column}
          className={classes(column === ofData && style['apart'])}
        >
          <Cell
            opinion={opinion}
            tell={() => (
              <Told {...{ opinion, belief, times }} address={matrix.instances[column]?.address ?? ''} />
            )}
          />
          <CornerMark
            entity={beliefEntity(belief.sentinel, matrix.name, matrix.instances[column]?.address ?? '')}
          />
        </td>
      ))}
      <td className={style['gives']}>
        <Gives belief={belief} isSplit={row.isSplit} short={shortData} />
      </td>
    </tr>
  )
}

/** In the corner of a cell, so that the matrix stays as it is. */
function CornerMark({ entity }: { readonly entity: string }) {
  const mark = useMarks()?.of(entity)
  if (mark === undefined) return null
  return (
    <span className={style['mark']}>
      <MarkTag mark={mark} focusable />
    </span>
  )
}

function Cell({ opinion, tell }: { readonly opinion: Opinion; readonly tell: () => ReactNode }) {
  const tip = useTip(tell)
  return (
    <span
      className={classes(
        style['cell'],
        style[opinion.cell.is],
        style[opinion.tone],
        opinion.isOdd && style['against'],
      )}
      tabIndex={opinion.cell.is === 'self' ? undefined : 0}
      {...tip}
    >
      <span>{opinion.word}</span>
    </span>
  )
}

function Told(props: {
  readonly opinion: Opinion
  readonly belief: BeliefRow
  readonly times: Times
  readonly address: string
}) {
  const { opinion, belief, times, address } = props
  const { cell } = opinion
  if (cell.is === 'self') return <>{belief.sentinel} itself</>
  if (cell.is === 'unknown')
    return (
      <>
        <b>Not observed</b>
        <div>
          {belief.sentinel} doesn’t know {address}, or doesn’t answer.
        </div>
      </>
    )
  return (
    <>
      <b>{opinion.word}</b> {address}, says {belief.sentinel}
      {cell.since !== null && <div>since {formatInstant(cell.since, times.at)}</div>}
      {cell.silentMs !== null && <div>no valid reply for {formatDuration(cell.silentMs)}</div>}
      {opinion.isOdd && <div>most sentinels hold the opposite</div>}
      <div className={style['source']}>flags {cell.flags} · SENTINEL MASTERS, REPLICAS, SENTINELS</div>
    </>
  )
}

function Gives({
  belief,
  isSplit,
  short,
}: {
  readonly belief: BeliefRow
  readonly isSplit: boolean
  readonly short: (address: string) => string
}) {
  if (belief.address === null) return <span className={style['ink-unknown']}>?</span>
  return (
    <span title={`${belief.address}, SENTINEL GET-MASTER-ADDR-BY-NAME`}>
      <span className={classes(style['mono'], isSplit && style['ink-warn'])}>{short(belief.address)}</span>
      <small>epoch {belief.configEpoch ?? '?'}</small>
    </span>
  )
}
