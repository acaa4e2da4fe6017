import { formatNumber } from '../../../../shared/base/format-number.ts'
import { formatDuration } from '../../../../shared/base/format-time.ts'
import { classes } from '../../../components/classes.ts'
import { Hint } from '../../../components/Hint.tsx'
import { behindText, outText } from '../partition-words.ts'
import type { PartitionRow, ReplicaRow } from '../topic-rows.ts'
import type { ReplicaChange } from './changes.ts'
import type { GroupInk } from './group-ink.ts'
import { Commit, Watermark } from './LevelMarks.tsx'
import { breakMarkOffset, charPx, type Bar, type RowGeometry } from './row-geometry.ts'
import { tailMarks, xOf, type TailScale } from './tail.ts'
import style from './water.module.css'

export interface LevelDrawingProps {
  readonly row: PartitionRow
  readonly geometry: RowGeometry
  readonly scale: TailScale
  readonly width: number
  /** Selected, or in trouble: marks are named. */
  readonly isOpen: boolean
  readonly isFirst: boolean
  readonly groups: readonly GroupInk[]
  /** How its replicas differ from the moment that is compared, by broker. */
  readonly changes: ReadonlyMap<number, ReplicaChange> | undefined
  /** The moment, epoch ms. */
  readonly at: number
}

const brokerX = 20
const stubWidth = 10

/** The bars of one partition: its replicas from log start to end, the watermark across them, commits below. */
export function LevelDrawing(props: LevelDrawingProps) {
  const { geometry, scale, width } = props
  return (
    <svg width={width} height={geometry.height} className={style['drawing']} aria-hidden>
      {tailMarks(scale.tail).map((d) => (
        <path key={d} d={`M${xOf(scale, d)} 0V${geometry.height}`} className={style['grid']} />
      ))}
      {geometry.bars.map((bar, i) => {
        const replica = props.row.replicas[i]
        return replica === undefined ? null : (
          <Replica key={bar.broker} {...props} bar={bar} replica={replica} />
        )
      })}
      {geometry.hasBreak && <path d={breakPath(geometry, scale)} className={style['break']} />}
      <Watermark {...props} />
      {geometry.commits.map((mark, i) => (
        <Commit
          key={mark.groups.join()}
          {...props}
          mark={mark}
          roomPx={mark.x - (geometry.commits[i - 1]?.x ?? 0) - 24}
        />
      ))}
    </svg>
  )
}

function breakPath(g: RowGeometry, scale: TailScale): string {
  const x = scale.x0 - 5
  const quarter = (g.barsBottom - g.barsTop + 4) / 4
  return `M${x} ${g.barsTop - 2}l4 ${quarter}l-4 ${quarter}l4 ${quarter}l-4 ${quarter}`
}

const fills = { leader: 'leader', in: 'in', out: 'out', culprit: 'culprit', unknown: 'unseen' } as const

interface ReplicaProps extends LevelDrawingProps {
  readonly bar: Bar
  readonly replica: ReplicaRow
}

function Replica(props: ReplicaProps) {
  const { row, bar, replica, scale, at } = props
  const change = props.changes?.get(replica.broker)
  const ink = bar.kind === 'culprit' ? style['bad'] : bar.kind === 'out' ? style['warn'] : undefined
  return (
    <Hint text={<ReplicaHint {...props} />} side="top">
      <g tabIndex={-1}>
        <text
          x={brokerX}
          y={bar.y + bar.height - 1.5}
          className={classes(
            style['broker'],
            ink,
            replica.isLeader && style['strong'],
            bar.kind === 'in' && style['dim'],
          )}
        >
          {replica.isLeader ? '★ ' : ''}
          {change?.led === true && <tspan className={style['was']}>☆ </tspan>}
          {replica.broker}
        </text>
        {change?.led === false && (
          <circle
            cx={replica.isLeader ? 2 : 8}
            cy={bar.y + bar.height / 2}
            r={2.5}
            className={style['was']}
          />
        )}
        <Boxes bar={bar} scale={scale} ink={ink} />
        <BarText row={row} bar={bar} replica={replica} scale={scale} at={at} />
      </g>
    </Hint>
  )
}

function ReplicaHint({ row, bar, replica, changes }: ReplicaProps) {
  const change = changes?.get(replica.broker)
  return (
    <>
      <b>
        {replica.isLeader ? 'Leader' : 'Replica'} {replica.broker}
      </b>{' '}
      ends at {formatNumber(replica.leo)}
      {bar.behind > 0 && `, ${formatNumber(bar.behind)} behind the leader`}
      {change !== undefined && <div>{change.says}</div>}
      <div className={style['source']}>
        replica.leo · partition {row.partition}, asked of broker {replica.broker}
      </div>
    </>
  )
}

/** The log before the break, the log in the tail, its end, and what a culprit has not got yet. */
function Boxes({ bar, scale, ink }: { bar: Bar; scale: TailScale; ink: string | undefined }) {
  const box = { y: bar.y, height: bar.height }
  const fill = style[fills[bar.kind]]
  const from = Math.max(bar.from, scale.x0)
  const isSeen = bar.kind !== 'unknown'
  return (
    <>
      {bar.reachesBack && isSeen && (
        <rect {...box} x={scale.x0 - breakMarkOffset - stubWidth / 2} width={stubWidth} className={fill} />
      )}
      {!bar.endsBefore && <rect {...box} x={from} width={Math.max(0.5, bar.to - from)} className={fill} />}
      {!bar.endsBefore && isSeen && (
        <path d={`M${bar.to} ${bar.y}v${bar.height}`} className={classes(style['end'], ink)} />
      )}
      {bar.kind === 'culprit' && bar.to < scale.x1 && (
        <rect {...box} x={bar.to} width={scale.x1 - bar.to} className={style['missing']} />
      )}
    </>
  )
}

/** The words beside a bar: only those that aren't as they should be get any. */
function BarText({
  bar,
  replica,
  scale,
  at,
}: Pick<LevelDrawingProps, 'row' | 'scale' | 'at'> & { bar: Bar; replica: ReplicaRow }) {
  const text = barText(bar, replica, at)
  if (text === undefined) return null
  const y = bar.y + bar.height - 1.5
  const fitsRight = bar.to + 8 + text.length * charPx < scale.x1 + 4
  const before = bar.endsBefore || bar.kind === 'unknown'
  const x = before
    ? Math.max(bar.kind === 'unknown' ? bar.from : scale.x0, scale.x0) + 4
    : fitsRight
      ? bar.to + 8
      : bar.to - 6
  const isOver = !before && !fitsRight
  const width = text.length * charPx + 6
  return (
    <>
      {isOver && (
        <rect
          x={x - width + 3}
          y={bar.y - 0.5}
          width={width}
          height={bar.height + 1}
          className={style['backing']}
        />
      )}
      <text
        x={x}
        y={y}
        textAnchor={isOver ? 'end' : 'start'}
        className={classes(
          style['note'],
          style[bar.kind === 'culprit' ? 'bad' : replica.inIsr ? 'dim' : 'warn'],
        )}
      >
        {text}
      </text>
    </>
  )
}

function barText(bar: Bar, replica: ReplicaRow, at: number): string | undefined {
  switch (bar.kind) {
    case 'culprit':
      return `${behindText(bar.behind, NaN)}, in ISR`
    case 'unknown':
      return replica.inIsr ? '? end not observed' : `? ${outText(replica)}`
    case 'out': {
      const time = Number.isFinite(replica.stillSince) ? `, ${formatDuration(at - replica.stillSince)}` : ''
      return bar.endsBefore
        ? `◂ ends ${formatNumber(bar.behind)} earlier${time} · ${outText(replica)}`
        : `${behindText(bar.behind, NaN)} · ${outText(replica)}`
    }
    default:
      return undefined
  }
}
