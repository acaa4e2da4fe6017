import { formatCompact, formatNumber, minus } from '../../../../shared/base/format-number.ts'
import { classes } from '../../../components/classes.ts'
import { Hint } from '../../../components/Hint.tsx'
import type { LevelDrawingProps } from './LevelDrawing.tsx'
import { charPx, type CommitMark } from './row-geometry.ts'
import type { TailScale } from './tail.ts'
import style from './water.module.css'

/** The high watermark across the bars, and what is written above it. */
export function Watermark(props: LevelDrawingProps) {
  const { row, geometry, scale, isOpen } = props
  const { hw, unreadable, barsTop, barsBottom } = geometry
  if (hw === undefined) return null
  const isRoomy = unreadable !== undefined && scale.x1 - hw > 128
  return (
    <Hint text={<WatermarkHint {...props} />} side="top">
      <g tabIndex={-1}>
        <path d={`M${hw} ${barsTop - 5}V${barsBottom + 3}`} className={style['wide']} />
        <path
          d={`M${hw} ${barsTop - 5}V${barsBottom + 3}`}
          className={classes(style['hw'], row.hwStands && style['stands'])}
        />
        {row.hwStands && (
          <StandsText {...props} x={hw} withUnreadable={unreadable !== undefined && !isRoomy} />
        )}
        {isOpen && unreadable !== undefined && (
          <path d={`M${hw + 3} ${barsTop - 4}H${scale.x1 - 2}`} className={style['unreadable']} />
        )}
        {isRoomy && (
          <text
            x={(hw + scale.x1) / 2}
            y={barsTop - 5}
            textAnchor="middle"
            className={classes(style['note'], style['bad'])}
          >
            written, not readable
          </text>
        )}
      </g>
    </Hint>
  )
}

function WatermarkHint({ row }: LevelDrawingProps) {
  return (
    <>
      <b>{formatNumber(row.hw)}</b> high watermark, {formatNumber(Math.max(0, row.end - row.hw))} before the
      end of the leader’s log
      <div className={style['source']}>partition.hw · what consumers may read up to</div>
    </>
  )
}

interface StandsTextProps extends LevelDrawingProps {
  /** Where the watermark is, px. */
  readonly x: number
  /** What waits above it has no room of its own. */
  readonly withUnreadable: boolean
}

function StandsText({ row, geometry, scale, x, withUnreadable }: StandsTextProps) {
  return (
    <text
      x={Math.max(x - 6, scale.x0 + 130)}
      y={geometry.barsTop - 3}
      textAnchor="end"
      className={classes(style['note'], style['strong'])}
    >
      HW {formatNumber(row.hw)}
      {withUnreadable && (
        <tspan className={style['bad']}> · {formatNumber(row.end - row.hw)} written, not readable</tspan>
      )}
    </text>
  )
}

const triangle = (x: number, y: number) => `M${x} ${y}l4.5 8h-9Z`

interface CommitProps extends LevelDrawingProps {
  readonly mark: CommitMark
  /** Free width to its left, up to the mark before it. */
  readonly roomPx: number
}

/** A triangle for each group whose committed offset lies there. */
export function Commit(props: CommitProps) {
  const { row, geometry, scale, mark, groups, isOpen, isFirst, roomPx } = props
  const y = geometry.barsBottom + 4
  const inks = mark.groups.map((g) => groups[g]).filter((g) => g !== undefined)
  const shift = (i: number) => (i - (inks.length - 1) / 2) * 9
  const waits = row.hwStands && geometry.hw !== undefined && Math.abs(mark.x - geometry.hw) < 5
  const words = commitText(mark, inks.length, waits, isOpen || isFirst, scale)
  const text = mark.beforeBreak || (words?.length ?? 0) * charPx < roomPx ? words : undefined
  return (
    <Hint text={<CommitHint names={inks.map((g) => g.name)} mark={mark} />} side="bottom">
      <g tabIndex={-1}>
        {inks.slice(0, 4).map((ink, i) => (
          <path
            key={ink.name}
            d={triangle(mark.x + shift(i), y)}
            style={{ fill: ink.color }}
            className={style['commit']}
          />
        ))}
        {text !== undefined && (
          <text
            x={mark.x + (mark.beforeBreak ? shift(inks.length - 1) + 8 : shift(0) - 8)}
            y={y + 8}
            textAnchor={mark.beforeBreak ? 'start' : 'end'}
            className={classes(style['note'], style['dim'])}
          >
            {text}
          </text>
        )}
      </g>
    </Hint>
  )
}

function CommitHint({ names, mark }: { readonly names: readonly string[]; readonly mark: CommitMark }) {
  return (
    <>
      <b>{names.join(', ')}</b>
      <div>
        {names.length > 1 ? 'farthest behind: ' : ''}
        {formatNumber(mark.behind)} before the end of the leader’s log
      </div>
      <div className={style['source']}>commit.offset, asked of each group’s coordinator</div>
    </>
  )
}

function commitText(mark: CommitMark, count: number, waits: boolean, isNamed: boolean, scale: TailScale) {
  if (mark.beforeBreak) return isNamed ? `${minus}${formatCompact(mark.behind)}` : undefined
  if (waits) return `${count === 1 ? 'one group waits' : `${count} groups wait`} at the high watermark`
  const wide = scale.x1 - mark.x > 40
  return wide && mark.behind > 0 ? `${minus}${formatNumber(mark.behind)}` : undefined
}
