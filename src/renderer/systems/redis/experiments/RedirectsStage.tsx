import { useMemo } from 'react'
import type { Read, Round } from '../../../../shared/systems/redis-redirects.ts'
import { seriesColor } from '../../../components/tone.ts'
import { type StageProps, useStageFrame, useStageWidth } from '../../../experiments/stage.ts'
import { seqAt } from '../../stage-axis.ts'
import {
  isAway,
  type PhaseSpan,
  readText,
  readTone,
  type RedirectsDrawing,
  redirectsDrawing,
  type RoundColumn,
} from './redirects-drawing.ts'
import { RoundRows } from './RoundRows.tsx'
import style from './stages.module.css'

const namePx = 62
const topPx = 54
const cellPx = 19
const multiGapPx = 10
const keyPx = 30
/** Narrower cells hold one letter. */
const wordPx = 50

const phaseWords: Readonly<Record<PhaseSpan['phase'], string>> = {
  home: 'before',
  open: 'open',
  moving: 'keys move, one by one',
  moved: 'moved',
  assigned: 'assigned',
}

/** Of the two nodes: apart from the colours of what a client got. */
const groundOf = (side: 0 | 1) => seriesColor(side === 0 ? 4 : 5)

/** Every key a row, every reading of all a column: where the key is by its ground, what the client got by its mark. */
export function RedirectsStage({ run, entries, until }: StageProps) {
  const [ref, width] = useStageWidth()
  const drawing = useMemo(
    () => redirectsDrawing(entries, until, run.parameters),
    [entries, until, run.parameters],
  )
  const { columns, phases, keys, tally } = drawing
  const columnPx = Math.max(16, (width - namePx - 12) / Math.max(1, columns.length))
  const bottom = topPx + (keys.length + 1) * cellPx + multiGapPx
  return (
    <div ref={ref} className={style['stage']}>
      {width > 0 && (
        <svg width={width} height={bottom + keyPx} role="img" aria-label={describe(drawing)}>
          <Owners tally={tally} />
          {phases.map((span) => (
            <PhaseHead key={`${span.phase}${span.from}`} span={span} columnPx={columnPx} bottom={bottom} />
          ))}
          {[...keys, 'MGET'].map((name, row) => (
            <text key={name} x={10} y={yOf(row, keys.length) + 13} className={style['name']}>
              {name}
            </text>
          ))}
          {columns.map((column) => (
            <Column key={column.index} {...{ column, columnPx, entries }} keys={keys.length} />
          ))}
          <Legend y={bottom + 10} />
        </svg>
      )}
      <RoundRows rounds={tally.rounds} />
    </div>
  )
}

const yOf = (row: number, keys: number) => topPx + row * cellPx + (row === keys ? multiGapPx : 0)

function Owners({ tally: { slot } }: Pick<RedirectsDrawing, 'tally'>) {
  if (slot === undefined) return null
  return (
    <g>
      <text x={10} y={16} className={style['name']}>
        {`slot ${slot.slot}`}
      </text>
      {[slot.home, slot.away].map((address, i) => (
        <g key={address} transform={`translate(${110 + i * 210} 7)`}>
          <rect width={10} height={10} rx={2} fill={groundOf(i === 0 ? 0 : 1)} />
          <text x={16} y={9}>{`${i === 0 ? 'here' : 'there'}: ${address}`}</text>
        </g>
      ))}
    </g>
  )
}

function PhaseHead({
  span: { phase, from, to },
  columnPx,
  bottom,
}: {
  readonly span: PhaseSpan
  readonly columnPx: number
  readonly bottom: number
}) {
  const x = namePx + from * columnPx
  const roomPx = (to - from) * columnPx
  const word = phaseWords[phase]
  return (
    <g>
      <path d={`M${x - 1} ${topPx - 20}V${bottom}`} className={style['grid']} />
      <text x={x + 3} y={topPx - 8} className={style['note']}>
        {word.length * 5.6 < roomPx ? word : word.slice(0, Math.max(1, Math.floor(roomPx / 5.6)))}
        <title>{word}</title>
      </text>
    </g>
  )
}

interface ColumnProps {
  readonly column: RoundColumn
  readonly columnPx: number
  readonly entries: StageProps['entries']
  readonly keys: number
}

function Column({ column: { round, index }, columnPx, entries, keys }: ColumnProps) {
  const { seek, light, lit } = useStageFrame()
  const seq = useMemo(() => (round === undefined ? undefined : seqAt(entries, round.at)), [entries, round])
  const x = namePx + index * columnPx
  const box = (row: number) => ({ x, y: yOf(row, keys), width: columnPx - 2, height: cellPx - 2 })
  if (round === undefined)
    return Array.from({ length: keys + 1 }, (_, row) => (
      <rect key={row} {...box(row)} rx={2} className={style['ahead']} />
    ))
  return (
    <g
      className={lit !== undefined && lit === seq ? style['litColumn'] : style['column']}
      onPointerEnter={() => light(seq)}
      onPointerLeave={() => light(undefined)}
      onClick={() => seek(round.at)}
    >
      {round.single.map((read, row) => (
        <Cell
          key={row}
          {...box(row)}
          read={read}
          ground={groundOf(isAway(round, row) ? 1 : 0)}
          says={`k${row + 1}, ${isAway(round, row) ? 'there' : 'here'}`}
        />
      ))}
      <Cell {...box(keys)} read={round.all} ground={undefined} says={`MGET, ${whereAll(round, keys)}`} />
    </g>
  )
}

function whereAll({ moved }: Round, keys: number): string {
  return moved === 0 ? 'all here' : moved === keys ? 'all there' : `${moved} of ${keys} there`
}

interface CellProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly read: Read
  /** undefined: on both nodes. */
  readonly ground: string | undefined
  readonly says: string
}

function Cell({ x, y, width, height, read, ground, says }: CellProps) {
  const tone = readTone(read)
  const text = readText(read, width < wordPx)
  return (
    <g className={style[tone]}>
      <title>{`${says}: ${told(read)}`}</title>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={2}
        fill={ground ?? 'var(--raise)'}
        className={style['ground']}
      />
      {(tone === 'null' || tone === 'failed') && (
        <rect x={x} y={y} width={width} height={height} rx={2} className={style['wrong']} />
      )}
      {text === '' ? (
        <circle cx={x + width / 2} cy={y + height / 2} r={3.2} />
      ) : (
        <text x={x + width / 2} y={y + height / 2 + 3.5}>
          {text}
        </text>
      )}
    </g>
  )
}

function told({ got, met, requests }: Read): string {
  const way = met.length === 0 ? '' : `, after ${met.join(', ')}`
  return `${got}${way}; ${requests} command${requests === 1 ? '' : 's'}`
}

const legend = [
  ['value', 'value'],
  ['followed', 'value, redirection followed'],
  ['failed', 'error: ASK, MOVED, TRYAGAIN'],
  ['null', 'null, though it exists'],
] as const

function Legend({ y }: { readonly y: number }) {
  let x = namePx
  return legend.map(([tone, says]) => {
    const at = x
    x += says.length * 5.3 + 30
    return (
      <g key={tone} className={style[tone]}>
        <rect x={at} y={y} width={12} height={10} rx={2} className={style['wrong']} />
        {(tone === 'value' || tone === 'followed') && <circle cx={at + 6} cy={y + 5} r={3.2} />}
        <text x={at + 18} y={y + 9} className={style['legend']}>
          {says}
        </text>
      </g>
    )
  })
}

function describe({ tally: { slot, rounds, nulls, failed, reads }, keys }: RedirectsDrawing): string {
  const last = rounds.at(-1)
  if (slot === undefined || last === undefined) return 'No slot has been chosen yet'
  return `Slot ${slot.slot} goes from ${slot.home} to ${slot.away}: ${last.moved} of ${keys.length} keys have moved. Of ${reads} reads ${failed} failed and ${nulls} got null for a key that exists. The table below has each reading.`
}
