import style from './sketches.module.css'

const keys = ['k1', 'k2', 'k3', 'k4'] as const

/** Half of a slot's keys have moved: who answers for which. */
export function RedirectsSketch() {
  return (
    <svg
      width={560}
      height={214}
      className={style['sketch']}
      role="img"
      aria-label="A slot halfway between two nodes. The old owner answers for what it still has, and with ASK for what has moved. The new one answers only who says ASKING."
    >
      <defs>
        <marker
          id="redis-arrow"
          viewBox="0 0 8 8"
          refX={7}
          refY={4}
          markerWidth={7}
          markerHeight={7}
          orient="auto"
        >
          <path d="M0 0L8 4L0 8Z" fill="var(--accent)" />
        </marker>
      </defs>
      <Node x={40} name="its owner" note="MIGRATING" has={keys.slice(2)} />
      <Node x={360} name="its next owner" note="IMPORTING" has={keys.slice(0, 2)} />
      <text x={280} y={52} className={style['middle']}>
        slot
      </text>
      <path d="M206 62H350" className={style['way']} markerEnd="url(#redis-arrow)" />
      <g className={style['client']}>
        <circle cx={280} cy={176} r={16} />
        <text x={280} y={180} className={style['middle']}>
          GET
        </text>
      </g>
      <path d="M264 170L150 118" className={style['way']} markerEnd="url(#redis-arrow)" />
      <path d="M296 170L418 118" className={style['asked']} markerEnd="url(#redis-arrow)" />
      <Answers />
    </svg>
  )
}

/** Of either node, to a key that it has and to one that it hasn't. */
function Answers() {
  return (
    <g>
      <text x={120} y={158} className={style['good']}>
        k3: its value
      </text>
      <text x={120} y={174} className={style['warn']}>
        k1: ASK, go there once
      </text>
      <text x={440} y={158} className={style['good']}>
        ASKING, k1: its value
      </text>
      <text x={440} y={174} className={style['bad']}>
        ASKING, k3: null
      </text>
    </g>
  )
}

interface NodeProps {
  readonly x: number
  readonly name: string
  readonly note: string
  readonly has: readonly string[]
}

function Node({ x, name, note, has }: NodeProps) {
  return (
    <g className={style['node']}>
      <rect x={x} y={28} width={160} height={86} rx={6} />
      <text x={x + 80} y={20} className={style['head']}>
        {name}
      </text>
      <text x={x + 80} y={46} className={style['note']}>
        {note}
      </text>
      {has.map((key, i) => (
        <g key={key} className={style['key']}>
          <rect x={x + 30 + i * 54} y={62} width={46} height={26} rx={4} />
          <text x={x + 53 + i * 54} y={79} className={style['middle']}>
            {key}
          </text>
        </g>
      ))}
    </g>
  )
}
