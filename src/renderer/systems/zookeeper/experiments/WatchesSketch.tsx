import { useId } from 'react'
import { HatchPattern } from '../../../components/Hatch.tsx'
import style from './sketches.module.css'

const changes = [
  { x: 150, state: 'v1', isSeen: true },
  { x: 236, state: 'v2', isSeen: false },
  { x: 322, state: 'v3', isSeen: true },
  { x: 452, state: 'v4', isSeen: true },
] as const
const reads = [
  { x: 186, state: 'v1' },
  { x: 370, state: 'v3' },
  { x: 520, state: 'v4' },
] as const
const told = [
  { from: 236, to: 258 },
  { from: 452, to: 474 },
] as const
const top = 46
const low = 160

/** A one-shot watch, its notification, and what comes before it is set again. */
export function WatchesSketch() {
  const hatch = useId()
  return (
    <svg
      width={560}
      height={214}
      className={style['sketch']}
      role="img"
      aria-label="The client reads v1 and sets a watch. v2 fires it; while the client works, v3 comes untold. It reads v3 and never sees v2."
    >
      <defs>
        <HatchPattern id={hatch} color="var(--warn)" />
      </defs>
      {told.map(({ to }, i) => (
        <rect
          key={to}
          x={to}
          y={70}
          width={(reads[i + 1]?.x ?? 0) - to}
          height={66}
          fill={`url(#${hatch})`}
          className={style['blind']}
        />
      ))}
      <text x={12} y={top + 4} className={style['name']}>
        znode
      </text>
      <text x={12} y={low + 4} className={style['name']}>
        client
      </text>
      <path d={`M80 ${top}H548M80 ${low}H548`} className={style['line']} />
      {changes.map(({ x, state, isSeen }) => (
        <g key={state} className={isSeen ? style['seen'] : style['unseen']}>
          <circle cx={x} cy={top} r={13} />
          <text x={x} y={top + 4} className={style['middle']}>
            {state}
          </text>
        </g>
      ))}
      {told.map(({ from, to }) => (
        <path
          key={from}
          d={`M${from} ${top + 14}L${to} ${low - 4}m-6 -7l6 7l4 -8`}
          className={style['told']}
        />
      ))}
      {reads.map(({ x, state }) => (
        <g key={state} className={style['read']}>
          <rect x={x - 13} y={low - 12} width={26} height={24} rx={4} />
          <text x={x} y={low + 4} className={style['middle']}>
            {state}
          </text>
        </g>
      ))}
      <text x={186} y={low + 30} className={style['note']}>
        getData, sets a watch
      </text>
      <text x={314} y={107} className={style['note']}>
        no watch is set
      </text>
      <text x={236} y={top - 22} className={style['warn']}>
        told, never seen
      </text>
      <text x={322} y={top - 22} className={style['note']}>
        not told
      </text>
      <text x={370} y={low + 30} className={style['note']}>
        reads, sets it again
      </text>
    </svg>
  )
}
