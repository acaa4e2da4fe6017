import { useId } from 'react'
import { HatchPattern } from '../../../../components/Hatch.tsx'
import type { Scale } from '../../../../../shared/chart/scale.ts'
import { seriesColor } from '../../../../components/tone.ts'
import type { BrokerLane, Stretch } from './replication-drawing.ts'
import style from './replication.module.css'

export const rowPx = 26

interface BrokerRowProps {
  readonly lane: BrokerLane
  readonly index: number
  readonly y: number
  readonly x: Scale
  readonly until: number
}

const words: Readonly<Record<Stretch['standing'], string>> = {
  leader: 'leader',
  'in-sync': 'in sync',
  out: 'out of the ISR',
  unknown: 'not known',
}

/** Who a broker was for the partition: filled while it led, outlined while in the ISR, hatched while it was stopped. */
export function BrokerRow({ lane, index, y, x, until }: BrokerRowProps) {
  const hatch = useId()
  const color = seriesColor(index)
  return (
    <g>
      <defs>
        <HatchPattern id={hatch} color="var(--bad)" />
      </defs>
      <rect x={10} y={y + 6} width={9} height={9} rx={2} fill={color} />
      <text x={25} y={y + 15} className={style['name']}>
        broker {lane.broker}
      </text>
      {lane.stretches.map(({ standing, epoch, from, to }) => {
        const width = Math.max(1, x.px(to) - x.px(from) - 1)
        return (
          <g key={from}>
            <rect
              x={x.px(from)}
              y={y + 2}
              {...{ width }}
              height={rowPx - 8}
              rx={2}
              {...inkOf(standing, color)}
            >
              <title>{`${words[standing]}, leader epoch ${epoch}`}</title>
            </rect>
            {width > 90 && (
              <text x={x.px(from) + 6} y={y + 15} className={style['standing']}>
                {words[standing]}
                {standing === 'leader' ? ` · epoch ${epoch}` : ''}
              </text>
            )}
          </g>
        )
      })}
      {lane.outages.map(({ from, to, what }) => (
        <rect
          key={from}
          x={x.px(from)}
          y={y + 2}
          width={Math.max(2, x.px(to ?? until) - x.px(from))}
          height={rowPx - 8}
          fill={`url(#${hatch})`}
          className={style['outage']}
        >
          <title>{what === 'pause' ? 'paused: it answers nothing' : 'killed'}</title>
        </rect>
      ))}
    </g>
  )
}

function inkOf(standing: Stretch['standing'], color: string) {
  if (standing === 'leader') return { fill: color, fillOpacity: 0.68 }
  if (standing === 'in-sync') return { fill: color, fillOpacity: 0.18, stroke: color, strokeOpacity: 0.6 }
  return { fill: 'none', stroke: 'var(--warn)', strokeDasharray: '3 3' }
}

interface ClientRowProps {
  readonly name: string
  /** Epoch ms. */
  readonly instants: readonly number[]
  readonly y: number
  readonly x: Scale
}

/** A tick for each time that a client got something: what matters is where there is none. */
export function ClientRow({ name, instants, y, x }: ClientRowProps) {
  const ticks = new Set(instants.map((at) => Math.round(x.px(at))))
  return (
    <g>
      <text x={10} y={y + 15} className={style['clientName']}>
        {name}
      </text>
      <path d={[...ticks].map((px) => `M${px} ${y + 6}v9`).join('')} className={style['client']}>
        <title>{`${name}: ${instants.length} times`}</title>
      </path>
    </g>
  )
}
