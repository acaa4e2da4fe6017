import { useId } from 'react'
import { HatchPattern } from '../../../../components/Hatch.tsx'
import { Arrow, Box, Sheet, Words } from '../../../sketch-parts.tsx'
import style from './sketches.module.css'

const replicas = [
  { name: 'leader', end: 400, hangs: false },
  { name: 'follower', end: 384, hangs: false },
  { name: 'follower', end: 250, hangs: true },
] as const
const left = 150
const watermark = 250

/** Where a log is on its replicas, up to where all have it, and up to where it may be read. */
export function HighWatermarkSketch() {
  const hatch = useId()
  return (
    <Sheet
      height={190}
      says="The leader's log is longest. A follower that hangs is still in the ISR: the high watermark stands where its log ends, and a consumer is given nothing above it."
    >
      <defs>
        <HatchPattern id={hatch} color="var(--warn)" />
      </defs>
      {replicas.map(({ name, end, hangs }, row) => (
        <g key={row}>
          <Words x={18} y={47 + row * 34} anchor="start" tone={hangs ? 'bad' : 'strong'}>
            {name}
            {hangs ? ' hangs' : ''}
          </Words>
          <rect x={left} y={32 + row * 34} width={end - left} height={22} rx={2} className={style['log']} />
        </g>
      ))}
      <rect
        x={watermark}
        y={32}
        width={400 - watermark}
        height={22}
        fill={`url(#${hatch})`}
        className={style['ahead']}
      />
      <path d={`M${watermark} 22V142`} className={style['mark']} />
      <Words x={watermark} y={16} tone="strong">
        high watermark
      </Words>
      <Words x={306} y={16} anchor="start">
        written, not yet readable
      </Words>
      <Box x={462} y={30} width={80} name="producer" kind="client" />
      <Arrow from={[460, 43]} to={[404, 43]} />
      <Words x={404} y={70} anchor="start">
        log end offset
      </Words>
      <Box x={left} y={154} width={80} name="consumer" kind="client" />
      <Arrow from={[left + 40, 152]} to={[left + 40, 130]} />
      <Words x={left + 92} y={171} anchor="start">
        is given records below the watermark only
      </Words>
    </Sheet>
  )
}

/** At which moment of a record's way each setting of acks takes it as written. */
export function AcksSketch() {
  return (
    <Sheet
      height={190}
      says="A record goes from the producer to the leader and from there to two followers. acks 0 takes it as written when it was sent, 1 when the leader has it, all when every replica in the ISR has it."
    >
      <Box x={18} y={76} width={84} name="producer" kind="client" />
      <Box x={236} y={76} width={84} name="leader" />
      <Box x={450} y={28} width={90} name="follower" />
      <Box x={450} y={124} width={90} name="follower" />
      <Arrow from={[104, 89]} to={[233, 89]} />
      <Arrow from={[448, 41]} to={[322, 82]} />
      <Arrow from={[448, 137]} to={[322, 96]} />
      <Words x={400} y={93}>
        followers fetch
      </Words>
      <Moment x={124} name="acks=0" says="sent" />
      <Moment x={278} name="acks=1" says="the leader has it" />
      <Moment x={495} name="acks=all" says="the whole ISR has it" />
    </Sheet>
  )
}

function Moment({ x, name, says }: { readonly x: number; readonly name: string; readonly says: string }) {
  return (
    <>
      <Words x={x} y={170} tone="accent">
        {name}
      </Words>
      <Words x={x} y={184}>
        {says}
      </Words>
    </>
  )
}

/** A batch whose answer is lost is sent again. */
export function IdempotenceSketch() {
  return (
    <Sheet
      height={190}
      says="The producer sends a batch, the leader writes it, the answer is lost on the way back, and the producer sends the same batch again. How often is it in the log?"
    >
      <Box x={18} y={34} width={84} name="producer" kind="client" />
      <Box x={456} y={34} width={84} name="leader" />
      <path d="M60 62V176M498 62V176" className={style['line']} />
      <Arrow from={[64, 78]} to={[494, 88]} />
      <Words x={279} y={76}>
        Produce: batch, and with idempotence producer id and sequence
      </Words>
      <Arrow from={[494, 104]} to={[300, 110]} isLost />
      <Words x={395} y={124} tone="bad">
        the answer is lost
      </Words>
      <Arrow from={[64, 144]} to={[494, 154]} />
      <Words x={279} y={142}>
        the same batch again
      </Words>
      <Words x={498} y={20} tone="strong">
        in the log how often?
      </Words>
    </Sheet>
  )
}
