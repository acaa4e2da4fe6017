import style from './sketches.module.css'

const waiting = ['c2', 'c3', 'c4', 'c5'] as const
const top = 62
const low = 158

/** What who waits watches: one znode, or the one before. */
export function LocksSketch() {
  return (
    <svg
      width={560}
      height={214}
      className={style['sketch']}
      role="img"
      aria-label="Left, four clients watch one znode: its end wakes all four. Right, each watches the znode before its own: its end wakes one."
    >
      <Herd />
      <Queue />
    </svg>
  )
}

function Herd() {
  const xOf = (i: number) => 40 + i * 58
  return (
    <g>
      <text x={127} y={22} className={style['head']}>
        the herd: all watch one
      </text>
      <Znode x={127} name="owner" isOwner />
      {waiting.map((name, i) => (
        <g key={name}>
          <path d={`M${xOf(i)} ${low - 14}L${127 + (i - 1.5) * 12} ${top + 16}`} className={style['watch']} />
          <Client x={xOf(i)} name={name} />
        </g>
      ))}
      <text x={127} y={200} className={style['warn']}>
        one release wakes all
      </text>
    </g>
  )
}

function Queue() {
  const xOf = (i: number) => 318 + i * 54
  return (
    <g>
      <text x={424} y={22} className={style['head']}>
        the queue: each watches the one before
      </text>
      {[1, 2, 3, 4, 5].map((seat, i) => (
        <g key={seat}>
          <Znode x={xOf(i)} name={`#${seat}`} isOwner={i === 0} />
          {i > 0 && (
            <path d={`M${xOf(i) - 4} ${low - 14}L${xOf(i - 1) + 8} ${top + 16}`} className={style['watch']} />
          )}
          {i > 0 && <Client x={xOf(i)} name={waiting[i - 1] ?? ''} />}
        </g>
      ))}
      <text x={424} y={200} className={style['good']}>
        one release wakes the next
      </text>
    </g>
  )
}

function Znode({
  x,
  name,
  isOwner = false,
}: {
  readonly x: number
  readonly name: string
  readonly isOwner?: boolean
}) {
  const half = name.length > 3 ? 26 : 17
  return (
    <g className={isOwner ? style['seen'] : style['znode']}>
      <rect x={x - half} y={top - 13} width={2 * half} height={26} rx={4} />
      <text x={x} y={top + 4} className={style['middle']}>
        {name}
      </text>
    </g>
  )
}

function Client({ x, name }: { readonly x: number; readonly name: string }) {
  return (
    <g className={style['read']}>
      <circle cx={x} cy={low} r={14} />
      <text x={x} y={low + 4} className={style['middle']}>
        {name}
      </text>
    </g>
  )
}
