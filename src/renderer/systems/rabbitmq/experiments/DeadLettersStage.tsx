import { useMemo } from 'react'
import { deadLetterPlan, type Fate } from '../../../../shared/systems/rabbitmq-dead-letter-run.ts'
import { type StageProps, useStageWidth } from '../../../experiments/stage.ts'
import {
  type DeadLettersDrawing,
  deadLettersDrawing,
  fates,
  type RoundDrawing,
} from './dead-letters-drawing.ts'
import { DeadLetterWay, wayPx } from './DeadLetterWay.tsx'
import style from './stages.module.css'

const sidePx = 14
const leastCellPx = 12
const mostCellPx = 22
const headPx = 22
const keyPx = 24
const gapPx = 12

/** What is drawn of a message. */
export const fateColors: Readonly<Record<Fate, string>> = {
  ahead: 'var(--line)',
  queued: 'var(--accent)',
  used: 'var(--dim)',
  dead: 'var(--warn)',
  lost: 'var(--bad)',
  captured: 'var(--ok)',
}
const words: Readonly<Record<Fate, string>> = {
  ahead: 'not published yet',
  queued: 'in the queue',
  used: 'consumed',
  dead: 'dead, not found yet',
  lost: 'lost',
  captured: 'found among the dead letters',
}
const heads = {
  1: 'while the dead-letter exchange is missing',
  2: 'when it is there',
} as const

/** Above: the way of a message, and where it ends. Below: every message a cell, by what became of it. */
export function DeadLettersStage({ run, entries, until }: StageProps) {
  const [ref, width] = useStageWidth()
  const plan = useMemo(() => deadLetterPlan(run.parameters), [run.parameters])
  const drawing = useMemo(
    () => deadLettersDrawing(entries, plan.messages, until),
    [entries, plan.messages, until],
  )
  const roomPx = width - 2 * sidePx
  // one row if it fits, and no row of two or three
  const rows = Math.ceil((plan.messages * leastCellPx) / Math.max(1, roomPx))
  const columns = Math.ceil(plan.messages / rows)
  const cellPx = Math.min(mostCellPx, roomPx / columns)
  const roundPx = headPx + rows * cellPx + gapPx
  return (
    <div ref={ref} className={style['stage']}>
      {width > 0 && (
        <svg width={width} height={wayPx + keyPx + 2 * roundPx} role="img" aria-label={describe(drawing)}>
          <DeadLetterWay drawing={drawing} plan={plan} width={width} />
          <Key drawing={drawing} y={wayPx} width={width} />
          {drawing.rounds.map((round) => (
            <RoundCells
              key={round.round}
              round={round}
              {...{ columns, cellPx }}
              y={wayPx + keyPx + (round.round - 1) * roundPx}
            />
          ))}
        </svg>
      )}
    </div>
  )
}

interface KeyProps {
  readonly drawing: DeadLettersDrawing
  readonly y: number
  readonly width: number
}

/** Only what is there, so that it fits. */
function Key({ drawing: { counts }, y, width }: KeyProps) {
  const there = fates.filter((fate) => counts[fate] > 0)
  const stepPx = Math.min(190, (width - 2 * sidePx) / Math.max(1, there.length))
  return there.map((fate, index) => (
    <g key={fate} transform={`translate(${sidePx + index * stepPx} ${y})`}>
      <rect width={10} height={10} rx={2} className={style[`${fate}Cell`]} fill={fateColors[fate]} />
      <text x={16} y={9} className={style['key']}>
        {`${counts[fate]} ${words[fate]}`}
      </text>
    </g>
  ))
}

interface RoundCellsProps {
  readonly round: RoundDrawing
  readonly columns: number
  readonly cellPx: number
  readonly y: number
}

function RoundCells({ round: { round, cells }, columns, cellPx, y }: RoundCellsProps) {
  return (
    <g className={cells.every(({ fate }) => fate === 'ahead') ? style['ahead'] : undefined}>
      <text x={sidePx} y={y + 12} className={style['name']}>
        {heads[round]}
      </text>
      {cells.map(({ number, fate, deliveries, reason }, index) => (
        <rect
          key={number}
          x={sidePx + (index % columns) * cellPx}
          y={y + headPx + Math.floor(index / columns) * cellPx}
          width={cellPx - 3}
          height={cellPx - 3}
          rx={2}
          fill={fateColors[fate]}
          className={style[`${fate}Cell`]}
        >
          <title>{`message ${number}: ${words[fate]}${reason === undefined ? '' : `, x-death says ${reason}`}${deliveries === 0 ? '' : `; delivered ${deliveries} times`}`}</title>
        </rect>
      ))}
    </g>
  )
}

function describe({ counts, isRepaired, published, confirmed }: DeadLettersDrawing): string {
  const told = fates.filter((fate) => counts[fate] > 0).map((fate) => `${counts[fate]} ${words[fate]}`)
  return `${published} messages published, ${confirmed} confirmed: ${told.join(', ')}. The dead-letter exchange ${isRepaired ? 'is there' : 'is missing'}.`
}
