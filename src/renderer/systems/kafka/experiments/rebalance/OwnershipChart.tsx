import { useId } from 'react'
import { HatchPattern } from '../../../../components/Hatch.tsx'
import type { Span } from '../../../../experiments/stage.ts'
import type { Rebalances } from '../../../../../shared/systems/kafka-rebalance-changes.ts'
import { boxOnly, GapMark, OwnedBar } from './ChartBars.tsx'
import { Changes, Cursor, GapNotes, Generations, TimeAxis } from './ChartMarks.tsx'
import { LaneNames } from './ChartNames.tsx'
import { memberColor } from './colors.ts'
import { type Arranged, type Drawing, topPx } from './drawing.ts'
import style from './rebalance.module.css'

const axisPx = 36
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
