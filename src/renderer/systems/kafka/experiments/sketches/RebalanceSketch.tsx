import { seriesColor } from '../../../../components/tone.ts'
import { Arrow, Box, Sheet, Words } from '../../../sketch-parts.tsx'
import base from '../../../sketch-parts.module.css'
import style from './sketches.module.css'

const owners = [0, 0, 0, 1, 1, 1, 2, 2] as const
const inks = [0, 1, 4, 2] as const

/** A group shares out partitions; one more member comes, and they are shared out anew. */
export function RebalanceSketch() {
  return (
    <Sheet
      height={176}
      says="Three members of a group own eight partitions. A fourth joins: who owns what now, and who had to stop?"
    >
      <Words x={120} y={18} tone="strong">
        each partition has one owner
      </Words>
      {owners.map((owner, partition) => (
        <Partition key={partition} x={22 + partition * 25} number={partition} ink={inks[owner]} />
      ))}
      {['m1', 'm2', 'm3'].map((name, index) => (
        <g key={name}>
          <Box x={26 + index * 72} y={104} width={46} name={name} kind="client" />
          <Arrow from={[49 + index * 72, 102]} to={[49 + index * 72, 66]} />
        </g>
      ))}
      <Words x={120} y={158}>
        JoinGroup, SyncGroup → who owns what
      </Words>
      <Arrow from={[236, 48]} to={[304, 48]} />
      <Words x={270} y={40} tone="accent">
        m4 joins
      </Words>
      <Words x={426} y={18} tone="strong">
        shared out anew
      </Words>
      {owners.map((_, partition) => (
        <Partition key={partition} x={328 + partition * 25} number={partition} ink={undefined} />
      ))}
      {['m1', 'm2', 'm3', 'm4'].map((name, index) => (
        <Box key={name} x={328 + index * 51} y={104} width={43} name={name} kind="client" />
      ))}
      <Words x={426} y={88}>
        ?
      </Words>
      <Words x={426} y={158}>
        which ones move, which ones stop meanwhile
      </Words>
    </Sheet>
  )
}

interface PartitionProps {
  readonly x: number
  readonly number: number
  /** undefined: its owner is what the experiment shows. */
  readonly ink: number | undefined
}

function Partition({ x, number, ink }: PartitionProps) {
  const box = { x, y: 36, width: 21, height: 24, rx: 3 }
  return (
    <>
      {ink === undefined ? (
        <rect {...box} className={style['open']} />
      ) : (
        <rect {...box} fill={seriesColor(ink)} opacity={0.7} />
      )}
      <text x={x + 10.5} y={52} className={base['middle']}>
        {number}
      </text>
    </>
  )
}
