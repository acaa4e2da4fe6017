import { useTip } from '../../../../components/tip.ts'
import { useStageFrame } from '../../../../experiments/stage.ts'
import { type Arranged, type Bar, type Box, charPx, type GapBox } from './drawing.ts'
import type { OwnershipChartProps } from './OwnershipChart.tsx'
import style from './rebalance.module.css'
import { gapTip, spanTip } from './words.ts'

/** A member reads a partition: pressed, the run is shown as it was when that began. */
export function OwnedBar(props: OwnershipChartProps & { readonly bar: Bar; readonly color: string }) {
  const { bar, color, arranged, until, from, seen, assignedIn } = props
  const { span, isOpen, x, y, width, height } = bar
  const { seek, light } = useStageFrame()
  const tip = useTip(() => <Lines lines={spanTip(span, isOpen, until, from)} />)
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
      <BarLabel bar={bar} arranged={arranged} settledAt={seen.settledAt ?? 0} />
    </g>
  )
}

interface BarLabelProps {
  readonly bar: Bar
  readonly arranged: Arranged
  readonly settledAt: number
}

/** "2 from m1", as far as there is room. */
function BarLabel({ bar: { span, x, y, width, height }, arranged, settledAt }: BarLabelProps) {
  const { before, member, partition } = span
  const isNews = before !== undefined && before !== member && span.from > settledAt
  const main = arranged === 'member' ? String(partition) : member
  const origin = isNews ? ` from ${before}` : ''
  const room = width - 10
  if (height < 11 || room < main.length * charPx) return null
  return (
    <text x={x + 6} y={y + height / 2 + 4} className={style['label']}>
      {main}
      {room >= (main.length + origin.length) * charPx && <tspan className={style['from']}>{origin}</tspan>}
    </text>
  )
}

/** Nobody reads a partition. */
export function GapMark({ box, hatch, until }: { box: GapBox; hatch: string; until: number }) {
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

/** What a `rect` takes of it. */
export function boxOnly({ x, y, width, height }: Box): Box {
  return { x, y, width, height }
}
