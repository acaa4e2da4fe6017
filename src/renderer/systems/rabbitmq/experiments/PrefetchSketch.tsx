import { Box, Sheet, Words } from '../../sketch-parts.tsx'
import style from './sketches.module.css'

/** What two workers hold with a large and with a small prefetch. */
export function PrefetchSketch() {
  return (
    <Sheet
      height={176}
      says="Left, with a prefetch of 250, a queue is empty: half of its messages lie with the slow worker, and the fast one has nothing to do. Right, with a prefetch of 1, each worker holds one message and the others wait in the queue for who is done first."
    >
      <Half
        x={10}
        title="prefetch 250"
        queued={0}
        slow={8}
        fast={0}
        says="nothing is left for the fast one"
      />
      <Half x={290} title="prefetch 1" queued={8} slow={1} fast={1} says="the next goes to who is done" />
    </Sheet>
  )
}

interface HalfProps {
  readonly x: number
  readonly title: string
  readonly queued: number
  readonly slow: number
  readonly fast: number
  readonly says: string
}

function Half({ x, title, queued, slow, fast, says }: HalfProps) {
  return (
    <g>
      <Words x={x + 125} y={20} tone="strong">
        {title}
      </Words>
      <Row x={x} y={34} name="queue" count={queued} />
      <Row x={x} y={74} name="slow" count={slow} isClient />
      <Row x={x} y={114} name="fast" count={fast} isClient />
      <Words x={x + 125} y={164} tone={queued === 0 ? 'bad' : 'quiet'}>
        {says}
      </Words>
    </g>
  )
}

interface RowProps {
  readonly x: number
  readonly y: number
  readonly name: string
  readonly count: number
  readonly isClient?: boolean
}

function Row({ x, y, name, count, isClient = false }: RowProps) {
  return (
    <g>
      <Box x={x} y={y} width={64} name={name} kind={isClient ? 'client' : 'server'} />
      {Array.from({ length: count }, (_, i) => (
        <rect
          key={i}
          x={x + 74 + i * 21}
          y={y + 5}
          width={16}
          height={16}
          rx={2}
          className={style['message']}
        />
      ))}
    </g>
  )
}
