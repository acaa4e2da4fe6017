import { useMemo } from 'react'
import { seriesColor } from '../../../../components/tone.ts'
import { type StageProps, useStageWidth } from '../../../../experiments/stage.ts'
import { type Cell, deliveryDrawing, type DeliveryDrawing, type Effect } from './cells.ts'
import style from './delivery.module.css'

const sidePx = 14
const cellPx = 24
const rowGapPx = 26
const topPx = 40

const inks: Readonly<Record<Effect, string>> = {
  waiting: 'var(--line-strong)',
  once: 'var(--ok)',
  twice: 'var(--warn)',
  lost: 'var(--bad)',
}
const words: Readonly<Record<Effect, string>> = {
  waiting: 'not looked yet',
  once: 'in the output once',
  twice: 'in the output twice',
  lost: 'never in the output',
}

/** Every record a cell: who worked on it, up to where the group has committed, and in the end how often it took effect. */
export function DeliveryStage({ run, entries, until }: StageProps) {
  const [ref, width] = useStageWidth()
  const count = Number(run.parameters['records'] ?? 0)
  const drawing = useMemo(() => deliveryDrawing(entries, count, until), [entries, count, until])
  const columns = Math.max(5, Math.floor((width - 2 * sidePx) / cellPx))
  const rows = Math.ceil(count / columns)
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
              cell={cell}
              x={sidePx + (cell.number % columns) * cellPx}
              y={topPx + Math.floor(cell.number / columns) * (cellPx + rowGapPx)}
              isCommitted={cell.number < drawing.committed}
              isNext={cell.number === drawing.committed}
            />
          ))}
        </svg>
      )}
    </div>
  )
}

function Key({ drawing: { workers, committed, cells } }: { readonly drawing: DeliveryDrawing }) {
  const seen = (['once', 'twice', 'lost'] as const).filter((effect) =>
    cells.some((cell) => cell.effect === effect),
  )
  return (
    <g>
      {seen.map((effect, index) => (
        <g key={effect} transform={`translate(${sidePx + (workers.length + 1) * 150 + index * 140} 8)`}>
          <circle cx={5} cy={5} r={3.5} fill={inks[effect]} />
          <text x={14} y={9} className={style['key']}>
            {words[effect]}
          </text>
        </g>
      ))}
      {workers.map(({ name, isDead }, index) => (
        <g key={name} transform={`translate(${sidePx + index * 150} 8)`}>
          <rect width={10} height={10} rx={2} fill={seriesColor(index)} opacity={isDead ? 0.45 : 1} />
          <text x={16} y={9} className={style['name']}>
            {name}
          </text>
          {isDead && (
            <text x={80} y={9} className={style['dead']}>
              killed
            </text>
          )}
        </g>
      ))}
      <text x={sidePx + workers.length * 150} y={17} className={style['committed']}>
        committed offset {committed}
      </text>
    </g>
  )
}

interface CellMarkProps {
  readonly cell: Cell
  readonly x: number
  readonly y: number
  readonly isCommitted: boolean
  readonly isNext: boolean
}

/** Upper half: who worked on it, side by side if two did. The line below: committed. The dot: what came of it. */
function CellMark({ cell: { number, by, effect }, x, y, isCommitted, isNext }: CellMarkProps) {
  const width = cellPx - 4
  const workers = [...new Set(by)]
  return (
    <g>
      <title>{`record ${number}: ${by.length === 0 ? 'not worked on' : `worked on ${by.length} times`}, ${isCommitted ? 'committed' : 'not committed'}, ${words[effect]}`}</title>
      <rect x={x} y={y} width={width} height={cellPx - 6} rx={2} className={style['cell']} />
      {workers.map((worker, index) => (
        <rect
          key={worker}
          x={x + (index * width) / workers.length}
          y={y}
          width={width / workers.length}
          height={cellPx - 6}
          rx={2}
          fill={seriesColor(worker)}
          opacity={0.7}
        />
      ))}
      <text x={x + width / 2} y={y + 13} className={style['number']}>
        {number}
      </text>
      {isCommitted && <path d={`M${x - 2} ${y + cellPx - 2}h${cellPx}`} className={style['line']} />}
      {isNext && <path d={`M${x - 2} ${y - 4}v${cellPx + 4}`} className={style['next']} />}
      {effect !== 'waiting' && <circle cx={x + width / 2} cy={y + cellPx + 7} r={3.5} fill={inks[effect]} />}
    </g>
  )
}

function describe({ workers, cells, committed }: DeliveryDrawing): string {
  const done = cells.filter(({ by }) => by.length > 0).length
  const count = (effect: Effect) => cells.filter((cell) => cell.effect === effect).length
  const isLooked = cells.some(({ effect }) => effect !== 'waiting')
  const outcome = isLooked
    ? `; in the output: ${count('once')} once, ${count('twice')} twice, ${count('lost')} never`
    : ''
  const dead = workers.filter(({ isDead }) => isDead).map(({ name }) => `, ${name} killed`)
  return `${done} of ${cells.length} records worked on, committed offset ${committed}${dead.join('')}${outcome}`
}
