import { useId } from 'react'
import { HatchPattern } from '../../../../components/Hatch.tsx'
import { useTip } from '../../../../components/tip.ts'
import { type Span, useStageFrame } from '../../../../experiments/stage.ts'
import type { Rebalances } from '../../../../../shared/systems/kafka-rebalance-changes.ts'
import { Changes, Cursor, GapNotes, Generations, TimeAxis } from './ChartMarks.tsx'
import { type Arranged, type Bar, charPx, type Drawing, type GapBox, topPx } from './drawing.ts'
import style from './rebalance.module.css'
import { gapTip, memberTag, spanTip } from './words.ts'

const axisPx = 36
/** Red and grey last: they mean something else, too. */
const inks = [1, 2, 5, 3, 6, 4] as const

export function memberColor(index: number): string {
  return `var(--series-${String(inks[index % inks.length] ?? 1)})`
}

export interface OwnershipChartProps {
  readonly seen: Rebalances
  readonly drawing: Drawing
  readonly arranged: Arranged
  readonly width: number
  readonly until: number
  readonly px: (at: number) => number
  /** What the axis covers. */
  readonly shown: Span
  /** The start of the run: its seconds count from there. */
  readonly from: number
  readonly partitions: number
  readonly says: string
  /** The entry of the log in which a member was given something, at that instant of its own. */
  readonly assignedIn: (member: string, at: number) => number | undefined
  /** When the entry happened that the list of events has lit. */
  readonly litAt: number | undefined
  /** `generation`, or `epoch` */
  readonly counter: string
}

export function OwnershipChart(props: OwnershipChartProps) {
  const { seen, drawing, width, until, px, says } = props
  const hatch = useId()
  const colorOf = (member: string) => memberColor(seen.members.indexOf(member))
  return (
    <svg width={width} height={drawing.bottom + axisPx} role="img" aria-label={says}>
      <defs>
        <HatchPattern id={hatch} color="var(--bad)" />
      </defs>
      {drawing.lanes.map((lane) => (
        <rect key={lane.name} {...boxOnly(lane)} className={style['lane']} />
      ))}
      {drawing.band !== undefined && <rect {...boxOnly(drawing.band)} className={style['band']} />}
      <TimeAxis {...props} />
      <LaneNames {...props} />
      {drawing.bars.map((bar) => (
        <OwnedBar
          key={`${bar.span.member} ${bar.span.partition} ${bar.span.from}`}
          {...props}
          bar={bar}
          color={colorOf(bar.span.member)}
        />
      ))}
      {drawing.gaps.map((box) => (
        <GapMark key={`${box.gap.partition} ${box.gap.from}`} box={box} hatch={hatch} until={until} />
      ))}
      <GapNotes {...props} />
      <Changes {...props} />
      <Generations {...props} />
      {props.litAt !== undefined && (
        <path d={`M${px(props.litAt)} ${topPx - 5}V${drawing.bottom}`} className={style['lit']} />
      )}
      <Cursor at={px(until)} ms={until - props.from} bottom={drawing.bottom} />
    </svg>
  )
}

function LaneNames({ seen, drawing, arranged, until, from }: OwnershipChartProps) {
  const { band, rowPx } = drawing
  return (
    <>
      {drawing.lanes.map(({ name, y, height }) =>
        arranged === 'member' ? (
          <g key={name}>
            <rect
              x={10}
              y={y + 6}
              width={9}
              height={9}
              rx={2}
              fill={memberColor(seen.members.indexOf(name))}
            />
            <text x={25} y={y + 15} className={style['name']}>
              {name}
            </text>
            {height > 30 && (
              <text x={10} y={y + 29} className={style['tag']}>
                {memberTag(name, seen.changes, until, from)}
              </text>
            )}
          </g>
        ) : (
          <text
            key={name}
            x={10}
            y={y + Math.min(16, rowPx)}
            className={rowPx > 12 ? style['name'] : style['tag']}
          >
            {rowPx > 12 ? `partition ${name}` : name}
          </text>
        ),
      )}
      {band !== undefined && (
        <text x={10} y={band.y + 17} className={style['bandName']}>
          no owner
        </text>
      )}
    </>
  )
}

function OwnedBar({
  bar,
  color,
  arranged,
  until,
  from,
  seen,
  assignedIn,
}: OwnershipChartProps & { bar: Bar; color: string }) {
  const { span, isOpen, x, y, width, height } = bar
  const { seek, light } = useStageFrame()
  const tip = useTip(() => <Lines lines={spanTip(span, isOpen, until, from)} />)
  const isNews = span.before !== undefined && span.before !== span.member && span.from > (seen.settledAt ?? 0)
  const main = arranged === 'member' ? String(span.partition) : span.member
  const origin = isNews ? ` from ${span.before ?? ''}` : ''
  const room = width - 10
  const hasMain = height >= 11 && room >= main.length * charPx
  return (
    <g
      className={style['owned']}
      {...tip}
      onPointerEnter={(event) => {
        tip.onPointerEnter(event)
        light(assignedIn(span.member, span.from))
      }}
      onPointerLeave={() => {
        tip.onPointerLeave()
        light(undefined)
      }}
      onClick={() => seek(span.from)}
    >
      <rect x={x} y={y} width={width} height={height} rx={Math.min(2, width / 2)} fill={color} />
      {hasMain && (
        <text x={x + 6} y={y + height / 2 + 4} className={style['label']}>
          {main}
          {room >= (main.length + origin.length) * charPx && (
            <tspan className={style['from']}>{origin}</tspan>
          )}
        </text>
      )}
    </g>
  )
}

function GapMark({ box, hatch, until }: { box: GapBox; hatch: string; until: number }) {
  const { gap, isOpen, isCrash } = box
  const { seek } = useStageFrame()
  const tip = useTip(() => <Lines lines={gapTip(gap, isOpen, isCrash, until)} />)
  return (
    <rect
      {...boxOnly(box)}
      fill={`url(#${hatch})`}
      className={style['gap']}
      {...tip}
      onClick={() => seek(gap.from)}
    />
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => <div key={line}>{line}</div>)
}

function boxOnly({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x, y, width, height }
}
