import { useMemo } from 'react'
import { ackPlan } from '../../../../shared/systems/activemq-acks.ts'
import { seriesColor } from '../../../components/tone.ts'
import { type StageProps, useStageWidth } from '../../../experiments/stage.ts'
import { type AcksDrawing, acksDrawing, type Effect, type MessageCell } from './acks-drawing.ts'
import style from './stages.module.css'

const sidePx = 14
/** A few messages use the room, many stay readable. */
const cellSizes = { least: 30, most: 54 } as const
const rowGapPx = 26
const topPx = 62

const inks: Readonly<Record<Effect, string>> = {
  waiting: 'var(--line-strong)',
  once: 'var(--ok)',
  twice: 'var(--warn)',
  lost: 'var(--bad)',
}
const words: Readonly<Record<Effect, string>> = {
  waiting: 'not looked yet',
  once: 'took effect once',
  twice: 'took effect twice',
  lost: 'never took effect',
}

/** Every message a cell: who holds it, who worked on it, whether it is acknowledged, and in the end what came of it. */
export function AcksStage({ run, entries, until }: StageProps) {
  const [ref, width] = useStageWidth()
  const plan = useMemo(() => ackPlan(run.parameters), [run.parameters])
  const drawing = useMemo(() => acksDrawing(entries, plan, until), [entries, plan, until])
  const room = width - 2 * sidePx
  const wanted = Math.floor(room / Math.ceil(plan.messages / 2))
  const cellPx = Math.max(cellSizes.least, Math.min(cellSizes.most, wanted))
  const rows = Math.ceil(plan.messages / Math.max(5, Math.floor(room / cellPx)))
  const columns = Math.ceil(plan.messages / Math.max(1, rows))
  return (
    <div ref={ref} className={style['stage']}>
      {width > 0 && (
        <svg
          width={width}
          height={topPx + rows * (cellPx + rowGapPx)}
          role="img"
          aria-label={describe(drawing)}
        >
          <Key drawing={drawing} />
          {drawing.cells.map((cell) => (
            <CellMark
              key={cell.number}
              {...{ cell, cellPx }}
              x={sidePx + (cell.number % columns) * cellPx}
              y={topPx + Math.floor(cell.number / columns) * (cellPx + rowGapPx)}
            />
          ))}
        </svg>
      )}
    </div>
  )
}

const keyPx = 150

function Key({ drawing: { consumers, queue, cells } }: { readonly drawing: AcksDrawing }) {
  const seen = (['once', 'twice', 'lost'] as const).filter((effect) =>
    cells.some((cell) => cell.effect === effect),
  )
  return (
    <g>
      {consumers.map(({ name, isDead }, index) => (
        <g key={name} transform={`translate(${sidePx + index * keyPx} 8)`}>
          <rect width={10} height={10} rx={2} fill={seriesColor(index)} opacity={isDead ? 0.45 : 1} />
          <text x={16} y={9} className={style['name']}>
            {name}
          </text>
          {isDead && (
            <text x={92} y={9} className={style['dead']}>
              killed
            </text>
          )}
        </g>
      ))}
      <text x={sidePx + consumers.length * keyPx} y={17} className={style['accent']}>
        {queue === undefined ? '' : `in the queue ${queue.size}, handed over ${queue.inFlight}`}
      </text>
      <g transform={`translate(${sidePx} 28)`}>
        <rect width={14} height={10} rx={2} className={style['held']} />
        <text x={20} y={9} className={style['key']}>
          held
        </text>
        <path d="M66 10h14" className={style['acknowledged']} />
        <text x={86} y={9} className={style['key']}>
          acknowledged
        </text>
        <text x={180} y={9} className={style['flag']}>
          R
        </text>
        <text x={192} y={9} className={style['key']}>
          redelivered
        </text>
        {seen.map((effect, index) => (
          <g key={effect} transform={`translate(${284 + index * 130} 0)`}>
            <circle cx={5} cy={5} r={3.5} fill={inks[effect]} />
            <text x={14} y={9} className={style['key']}>
              {words[effect]}
            </text>
          </g>
        ))}
      </g>
    </g>
  )
}

interface CellMarkProps {
  readonly cell: MessageCell
  readonly cellPx: number
  readonly x: number
  readonly y: number
}

/** The box: who worked on it, side by side if two did; its frame: who holds it. Below: acknowledged, and what came of it. */
function CellMark({ cell, cellPx, x, y }: CellMarkProps) {
  const { number, by, heldBy, isAcknowledged, isRedelivered, effect } = cell
  const width = cellPx - 6
  const height = cellPx - 8
  return (
    <g>
      <title>{titleOf(cell)}</title>
      <rect x={x} y={y} width={width} height={height} rx={2} className={style['cell']} />
      {by.map((consumer, index) => (
        <rect
          key={consumer}
          x={x + (index * width) / by.length}
          y={y}
          width={width / by.length}
          height={height}
          rx={2}
          fill={seriesColor(consumer)}
          opacity={0.7}
        />
      ))}
      {heldBy !== undefined && (
        <rect
          x={x - 1.5}
          y={y - 1.5}
          width={width + 3}
          height={height + 3}
          rx={3}
          stroke={seriesColor(heldBy)}
          className={style['frame']}
        />
      )}
      <text x={x + width / 2} y={y + height / 2 + 4} className={style['number']}>
        {number}
      </text>
      {isRedelivered && (
        <text x={x + width - 5} y={y + 9} className={style['flag']}>
          R
        </text>
      )}
      {isAcknowledged && <path d={`M${x} ${y + height + 5}h${width}`} className={style['acknowledged']} />}
      {effect !== 'waiting' && <circle cx={x + width / 2} cy={y + height + 13} r={3.5} fill={inks[effect]} />}
    </g>
  )
}

function titleOf({ number, by, heldBy, isAcknowledged, isRedelivered, effect }: MessageCell): string {
  const worked = by.length === 0 ? 'not worked on' : `worked on ${by.length === 1 ? 'once' : 'twice'}`
  const held = heldBy === undefined ? '' : `, held by consumer-${heldBy + 1}`
  const flag = isRedelivered ? ', redelivered' : ''
  return `message ${number}: ${worked}${held}, ${isAcknowledged ? '' : 'not '}acknowledged${flag}, ${words[effect]}`
}

function describe({ consumers, cells }: AcksDrawing): string {
  const having = (holds: (cell: MessageCell) => boolean) => cells.filter(holds).length
  const count = (effect: Effect) => having((cell) => cell.effect === effect)
  const isLooked = cells.some(({ effect }) => effect !== 'waiting')
  const outcome = isLooked
    ? `; took effect: ${count('once')} once, ${count('twice')} twice, ${count('lost')} never`
    : ''
  const dead = consumers.filter(({ isDead }) => isDead).map(({ name }) => `, ${name} killed`)
  return `Of ${cells.length} messages ${having(({ by }) => by.length > 0)} worked on, ${having(({ isAcknowledged }) => isAcknowledged)} acknowledged, ${having(({ isRedelivered }) => isRedelivered)} redelivered${dead.join('')}${outcome}`
}
