import { Sheet, Words } from '../../../sketch-parts.tsx'
import base from '../../../sketch-parts.module.css'
import style from './sketches.module.css'

interface LineProps {
  readonly y: number
  readonly name: string
  readonly parts: readonly string[]
  /** The last two are one: nothing falls between them. */
  readonly isTogether?: boolean
}

/** Where a crash falls between the work and the commit that says it is done. */
export function DeliverySketch() {
  return (
    <Sheet
      height={176}
      says="Three orders of work and commit. Commit before the work, and a crash in between. Work before the commit, and a crash in between. Both in one transaction: nothing is in between."
    >
      <Way y={18} name="commit before the work" parts={['read a batch', 'commit offset', 'do the work']} />
      <Way y={72} name="commit after the work" parts={['read a batch', 'do the work', 'commit offset']} />
      <Way y={126} name="in a transaction" parts={['read a batch', 'result + offset', 'commit']} isTogether />
    </Sheet>
  )
}

const left = 160
const stepPx = 134
const boxPx = 100

function Way({ y, name, parts, isTogether = false }: LineProps) {
  return (
    <g>
      <Words x={10} y={y + 18} anchor="start" tone="strong">
        {name}
      </Words>
      {parts.map((part, index) => (
        <g key={part}>
          {index > 0 && (
            <path
              d={`M${left + index * stepPx - (stepPx - boxPx)} ${y + 13}h${stepPx - boxPx}`}
              className={style['line']}
            />
          )}
          <g className={base[index === 0 ? 'server' : 'client']}>
            <rect x={left + index * stepPx} y={y} width={boxPx} height={26} rx={4} />
            <text x={left + index * stepPx + boxPx / 2} y={y + 17} className={base['middle']}>
              {part}
            </text>
          </g>
        </g>
      ))}
      {isTogether ? (
        <>
          <rect
            x={left + stepPx - 8}
            y={y - 6}
            width={stepPx + boxPx + 16}
            height={38}
            rx={6}
            className={style['together']}
          />
          <Words x={left + stepPx + (stepPx + boxPx) / 2} y={y + 46} tone="accent">
            both, or neither
          </Words>
        </>
      ) : (
        <Crash x={left + 2 * stepPx - (stepPx - boxPx) / 2} y={y} />
      )}
    </g>
  )
}

function Crash({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g className={base['lostLine']}>
      <path d={`M${x - 6} ${y + 7}l12 12m0 -12l-12 12`} />
      <Words x={x} y={y + 42} tone="bad">
        the worker dies
      </Words>
    </g>
  )
}

const records = ['a', 'a', 't', 'a', 't', 'a', 'a', 'a'] as const
const cellPx = 44

/** A log with records of an open transaction between others, and the two marks that readers stop at. */
export function OpenTransactionSketch() {
  const x0 = 96
  return (
    <Sheet
      height={176}
      says="A log in which a transaction that is still open has written two records between those of another producer. The last stable offset stands before its first record, the high watermark at the end."
    >
      {records.map((whose, offset) => (
        <g key={offset} className={base[whose === 't' ? 'lost' : 'server']}>
          <rect x={x0 + offset * cellPx} y={60} width={cellPx - 4} height={30} rx={3} />
          <text x={x0 + offset * cellPx + (cellPx - 4) / 2} y={80} className={base['middle']}>
            {offset}
          </text>
        </g>
      ))}
      <path d={`M${x0 + 2 * cellPx - 2} 46V112`} className={style['mark']} />
      <Words x={x0 + 2 * cellPx - 2} y={38} tone="strong">
        last stable offset
      </Words>
      <path d={`M${x0 + 8 * cellPx - 2} 46V112`} className={style['mark']} />
      <Words x={x0 + 8 * cellPx - 2} y={38} tone="strong">
        high watermark
      </Words>
      <Words x={x0 + 2 * cellPx - 2} y={128} tone="accent">
        read_committed
      </Words>
      <Words x={x0 + 8 * cellPx - 2} y={128} tone="accent">
        read_uncommitted
      </Words>
      <Words x={x0 + 3 * cellPx + 18} y={160}>
        red: of a transaction that is still open · the others: of another producer, already done
      </Words>
    </Sheet>
  )
}
