import style from './sketches.module.css'

const left = 150
const stepPx = 134
const boxPx = 102

/** Where a crash falls between being handed over, the work and the acknowledgement. */
export function AcksSketch() {
  return (
    <svg
      width={560}
      height={214}
      className={style['sketch']}
      role="img"
      aria-label="Three orders of acts. With auto, a message is done when it is handed over, and a crash before the work loses it. With client modes the work comes before its acknowledgement, and a crash in between repeats it. In a transaction both are one."
    >
      <Way y={20} name="auto" parts={['handed over', 'done, says broker', 'work']} crash="lost" />
      <Way y={88} name="client, individual" parts={['handed over', 'work', 'ACK']} crash="again, R" />
      <Way y={156} name="transacted" parts={['handed over', 'work + ACK', 'COMMIT']} crash="rolled back" />
    </svg>
  )
}

interface WayProps {
  readonly y: number
  readonly name: string
  readonly parts: readonly string[]
  /** What a crash between the last two costs. */
  readonly crash: string
}

function Way({ y, name, parts, crash }: WayProps) {
  const gap = stepPx - boxPx
  const middle = left + 2 * stepPx - gap / 2
  return (
    <g>
      <text x={10} y={y + 18} className={style['name']}>
        {name}
      </text>
      {parts.map((part, index) => (
        <g key={part}>
          {index > 0 && (
            <path d={`M${left + index * stepPx - gap} ${y + 13}h${gap}`} className={style['line']} />
          )}
          <rect
            x={left + index * stepPx}
            y={y}
            width={boxPx}
            height={26}
            rx={4}
            className={style[index === 0 ? 'broker' : 'client']}
          />
          <text x={left + index * stepPx + boxPx / 2} y={y + 17} className={style['middle']}>
            {part}
          </text>
        </g>
      ))}
      <path d={`M${middle - 6} ${y + 7}l12 12m0 -12l-12 12`} className={style['crash']} />
      <text x={middle} y={y + 44} className={style['bad']}>
        {crash}
      </text>
    </g>
  )
}
