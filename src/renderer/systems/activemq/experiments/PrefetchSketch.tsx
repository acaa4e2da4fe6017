import style from './sketches.module.css'

const boxPx = 15

/** What a large credit does to who comes second. */
export function PrefetchSketch() {
  return (
    <svg
      width={560}
      height={214}
      className={style['sketch']}
      role="img"
      aria-label="Above, with prefetch 1000, the first consumer holds all twelve messages, the queue is empty and the second consumer has none. Below, with prefetch 1, each consumer holds one and ten wait in the queue."
    >
      <Side
        y={14}
        name="prefetch 1000"
        inQueue={0}
        held={[12, 0]}
        says="came later: nothing to do"
        tone="bad"
      />
      <Side y={120} name="prefetch 1" inQueue={10} held={[1, 1]} says="came later: its share" tone="good" />
    </svg>
  )
}

interface SideProps {
  readonly y: number
  readonly name: string
  readonly inQueue: number
  readonly held: readonly [number, number]
  readonly says: string
  readonly tone: 'bad' | 'good'
}

function Side({ y, name, inQueue, held, says, tone }: SideProps) {
  return (
    <g>
      <text x={10} y={y + 38} className={style['name']}>
        {name}
      </text>
      <rect x={120} y={y + 18} width={178} height={36} rx={4} className={style['broker']} />
      <text x={209} y={y + 12} className={style['note']}>
        queue
      </text>
      <Messages x={126} y={y + 28} count={inQueue} />
      {held.map((count, index) => (
        <g key={index}>
          <path d={`M298 ${y + 36}L330 ${y + 20 + index * 38}`} className={style['line']} />
          <rect x={330} y={y + 4 + index * 38} width={216} height={30} rx={4} className={style['client']} />
          <Messages x={338} y={y + 11 + index * 38} count={count} />
          {count === 0 || index === 1 ? (
            <text x={438 + (count > 0 ? 12 : 0)} y={y + 23 + index * 38} className={style[tone]}>
              {says}
            </text>
          ) : null}
        </g>
      ))}
    </g>
  )
}

function Messages({ x, y, count }: { readonly x: number; readonly y: number; readonly count: number }) {
  return Array.from({ length: count }, (_, i) => (
    <rect
      key={i}
      x={x + i * (boxPx + 1.5)}
      y={y}
      width={boxPx - 2}
      height={15}
      rx={2}
      className={style['message']}
    />
  ))
}
