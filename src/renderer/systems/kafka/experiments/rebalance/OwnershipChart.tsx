import { useId } from 'react'
import { HatchPattern } from '../../../../components/Hatch.tsx'
import { useTip } from '../../../../components/tip.ts'
import { placeLabels } from '../../../../experiments/fallback/labels.ts'
import { formatRunTick, runTicks } from '../../../../experiments/log/run-time.ts'
import { type Span, useStageFrame } from '../../../../experiments/stage.ts'
import type { Rebalances } from '../../../../../shared/systems/kafka-rebalance-changes.ts'
import { type Arranged, type Bar, type Drawing, type GapBox, namePx, topPx } from './drawing.ts'
import style from './rebalance.module.css'
import { changeName, gapNotes, gapTip, memberTag, seconds, spanTip } from './words.ts'

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

/** Of the small words in the chart, on average and rather more. */
const charPx = 5.6

function OwnedBar({
  bar,
  color,
  arranged,
  until,
  from,
  seen,
}: OwnershipChartProps & { bar: Bar; color: string }) {
  const { span, isOpen, x, y, width, height } = bar
  const { seek } = useStageFrame()
  const tip = useTip(() => <Lines lines={spanTip(span, isOpen, until, from)} />)
  const isNews = span.before !== undefined && span.before !== span.member && span.from > (seen.settledAt ?? 0)
  const main = arranged === 'member' ? String(span.partition) : span.member
  const origin = isNews ? ` from ${span.before ?? ''}` : ''
  const room = width - 10
  const hasMain = height >= 11 && room >= main.length * charPx
  return (
    <g className={style['owned']} {...tip} onClick={() => seek(span.from)}>
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

function GapNotes({ seen, drawing, until, px, width, partitions }: OwnershipChartProps) {
  const { band } = drawing
  if (band === undefined) return null
  const notes = gapNotes(seen, partitions, until)
  return notes.map(({ to, text, short, isCrash }, i) => {
    const x = px(to) + 5
    const next = notes[i + 1]
    const room = (next === undefined ? width : px(next.from)) - x
    const words = [text, short].find((each) => each.length * charPx <= room)
    if (words === undefined) return null
    return (
      <text key={to} x={x} y={band.y + 17} className={isCrash ? style['crashNote'] : style['gapNote']}>
        {words}
      </text>
    )
  })
}

function Changes({ seen, drawing, arranged, until, px, width, counter }: OwnershipChartProps) {
  const changes = seen.changes.filter(({ at }) => at <= until)
  const labels = placeLabels(
    changes.map((change) => ({ x: px(change.at), text: changeName(change) })),
    { from: 4, to: width - 4 },
  )
  return (
    <>
      {changes.map((change, i) => {
        const x = px(change.at)
        const label = labels[i]
        const lane = drawing.lanes.find(({ name }) => arranged === 'member' && name === change.member)
        return (
          <g key={change.at}>
            <path d={`M${x} ${topPx - 5}V${drawing.bottom}`} className={style['change']} />
            {label !== undefined && (
              <text x={label.x} y={label.row === 0 ? 26 : 13} className={style['changeName']}>
                {changeName(change)}
              </text>
            )}
            {change.kind === 'killed' && lane !== undefined && (
              <>
                <path d={`M${x} ${lane.y}v${lane.height}`} className={style['killed']} />
                <text x={x + 6} y={lane.y + lane.height / 2 + 4} className={style['killedNote']}>
                  kill −9, no goodbye
                </text>
              </>
            )}
          </g>
        )
      })}
      <text x={10} y={drawing.bottom + 14} className={style['tag']}>
        {counter}
      </text>
      {seen.settles
        .filter(({ at }) => at <= until)
        .map(({ at, generation }) => (
          <text
            key={at}
            x={Math.max(namePx + 4, px(at))}
            y={drawing.bottom + 14}
            className={style['generation']}
          >
            {generation ?? '?'}
          </text>
        ))}
    </>
  )
}

function TimeAxis({ shown, from, px, drawing }: OwnershipChartProps) {
  const most = Math.max(2, (px(shown.to) - px(shown.from)) / 70)
  const first = shown.from - from
  return runTicks(shown.to - from, most)
    .filter((ms) => ms >= first)
    .map((ms) => (
      <g key={ms}>
        <path d={`M${px(from + ms)} ${topPx - 5}V${drawing.bottom}`} className={style['grid']} />
        <text x={px(from + ms)} y={drawing.bottom + 30} className={style['time']}>
          {formatRunTick(ms)}
        </text>
      </g>
    ))
}

function Cursor({ at, ms, bottom }: { at: number; ms: number; bottom: number }) {
  return (
    <>
      <path d={`M${at} ${topPx - 5}V${bottom}`} className={style['cursor']} />
      <rect x={at - 26} y={bottom + 3} width={52} height={14} rx={3} className={style['now']} />
      <text x={at} y={bottom + 14} className={style['nowText']}>
        {seconds(ms)}
      </text>
    </>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => <div key={line}>{line}</div>)
}

function boxOnly({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x, y, width, height }
}
