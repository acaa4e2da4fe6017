import { formatCompact, formatNumber, minus } from '../../../../shared/base/format-number.ts'
import { classes } from '../../../components/classes.ts'
import { Hint } from '../../../components/Hint.tsx'
import type { LevelDrawingProps } from './LevelDrawing.tsx'
import { charPx, type CommitMark } from './row-geometry.ts'
import type { TailScale } from './tail.ts'
import style from './water.module.css'

/** The high watermark across the bars, and what is written above it. */
export function Watermark({ row, geometry, scale, isOpen }: LevelDrawingProps) {
  const { hw, unreadable, barsTop, barsBottom } = geometry
  if (hw === undefined) return null
  const span = scale.x1 - hw
  const roomy = unreadable !== undefined && span > 128
  const behind = row.end - row.hw
  const hint = (
    <>
      <b>{formatNumber(row.hw)}</b> high watermark, {formatNumber(Math.max(0, behind))} before the end of the
      leader’s log
      <div className={style['source']}>partition.hw · what consumers may read up to</div>
    </>
  )
  return (
    <Hint text={hint} side="top">
      <g tabIndex={-1}>
        <path d={`M${hw} ${barsTop - 5}V${barsBottom + 3}`} className={style['wide']} />
        <path
          d={`M${hw} ${barsTop - 5}V${barsBottom + 3}`}
          className={classes(style['hw'], row.hwStands && style['stands'])}
        />
        {row.hwStands && (
          <text
            x={Math.max(hw - 6, scale.x0 + 130)}
            y={barsTop - 3}
            textAnchor="end"
            className={classes(style['note'], style['strong'])}
          >
            HW {formatNumber(row.hw)}
            {unreadable !== undefined && !roomy && (
              <tspan className={style['bad']}> · {formatNumber(behind)} written, not readable</tspan>
            )}
          </text>
        )}
        {isOpen && unreadable !== undefined && (
          <path d={`M${hw + 3} ${barsTop - 4}H${scale.x1 - 2}`} className={style['unreadable']} />
        )}
        {roomy && (
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

const triangle = (x: number, y: number) => `M${x} ${y}l4.5 8h-9Z`

/** A triangle for each group whose committed offset lies there. */
export function Commit({
  row,
  geometry,
  scale,
  mark,
  groups,
  isOpen,
  isFirst,
  roomPx,
}: LevelDrawingProps & {
  readonly mark: CommitMark
  /** Free width to its left, up to the mark before it. */
  readonly roomPx: number
}) {
  const y = geometry.barsBottom + 4
  const inks = mark.groups.map((g) => groups[g]).filter((g) => g !== undefined)
  const shift = (i: number) => (i - (inks.length - 1) / 2) * 9
  const shown = inks.slice(0, 4)
  const waits = row.hwStands && geometry.hw !== undefined && Math.abs(mark.x - geometry.hw) < 5
  const words = commitText(mark, inks.length, waits, isOpen || isFirst, scale)
  const text = mark.beforeBreak || (words?.length ?? 0) * charPx < roomPx ? words : undefined
  const left = mark.x + shift(0) - 8
  const hint = (
    <>
      <b>{inks.map((g) => g.name).join(', ')}</b>
      <div>
        {inks.length > 1 ? 'farthest behind: ' : ''}
        {formatNumber(mark.behind)} before the end of the leader’s log
      </div>
      <div className={style['source']}>commit.offset, asked of each group’s coordinator</div>
    </>
  )
  return (
    <Hint text={hint} side="bottom">
      <g tabIndex={-1}>
        {shown.map((ink, i) => (
          <path
            key={ink.name}
            d={triangle(mark.x + shift(i), y)}
            style={{ fill: ink.color }}
            className={style['commit']}
          />
        ))}
        {text !== undefined && (
          <text
            x={mark.beforeBreak ? mark.x + shift(inks.length - 1) + 8 : left}
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

function commitText(mark: CommitMark, count: number, waits: boolean, isNamed: boolean, scale: TailScale) {
  if (mark.beforeBreak) return isNamed ? `${minus}${formatCompact(mark.behind)}` : undefined
  if (waits) return `${count === 1 ? 'one group waits' : `${count} groups wait`} at the high watermark`
  const wide = scale.x1 - mark.x > 40
  return wide && mark.behind > 0 ? `${minus}${formatNumber(mark.behind)}` : undefined
}
