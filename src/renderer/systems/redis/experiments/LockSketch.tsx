import style from './sketches.module.css'

const left = 96
const right = 540

/** The time of a lock runs out while its owner stands still. */
export function LockSketch() {
  return (
    <svg
      width={560}
      height={214}
      className={style['sketch']}
      role="img"
      aria-label="Client a takes the lock and stands still. The lock runs out, client b takes it. a wakes up and writes: without a token its write is taken, with one the store refuses it."
    >
      <Lane y={40} name="client a" />
      <rect x={110} y={30} width={60} height={20} rx={3} className={style['own']} />
      <rect x={170} y={30} width={210} height={20} rx={3} className={style['still']} />
      <text x={275} y={44} className={style['middle']}>
        stands still
      </text>
      <rect x={380} y={30} width={60} height={20} rx={3} className={style['own']} />
      <Lane y={84} name="the lock" />
      <path d="M110 98L110 70L280 98Z" className={style['slope']} />
      <path d="M290 98L290 70L460 98Z" className={style['next']} />
      <Lane y={128} name="client b" />
      <rect x={290} y={118} width={170} height={20} rx={3} className={style['other']} />
      <rect x={290} y={24} width={150} height={120} className={style['twice']} />
      <text x={365} y={16} className={style['bad']}>
        two owners
      </text>
      <Lane y={178} name="the store" />
      <Write x={320} token={2} />
      <Write x={420} token={1} />
      <text x={490} y={176} className={style['bad']}>
        overwritten,
      </text>
      <text x={490} y={192} className={style['good']}>
        or refused: 1 &lt; 2
      </text>
    </svg>
  )
}

function Lane({ y, name }: { readonly y: number; readonly name: string }) {
  return (
    <g>
      <text x={14} y={y + 4} className={style['lane']}>
        {name}
      </text>
      <path d={`M${left} ${y + 16}H${right}`} className={style['line']} />
    </g>
  )
}

function Write({ x, token }: { readonly x: number; readonly token: number }) {
  return (
    <g className={style['write']}>
      <circle cx={x} cy={178} r={12} />
      <text x={x} y={182} className={style['middle']}>{`#${token}`}</text>
    </g>
  )
}
