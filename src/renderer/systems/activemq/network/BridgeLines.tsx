import type { NetworkLink } from '../../../../shared/systems/activemq-network-views.ts'
import { classes } from '../../../components/classes.ts'
import { useTip } from '../../../components/tip.ts'
import { bridgeRates, isOf, type Bridge } from './bridges.ts'
import { BridgeTold } from './BridgeTold.tsx'
import type { NetworkLayout } from './network-layout.ts'
import style from './network.module.css'
import { arrowPath, halvesOf, wayPath, type Way } from './ways.ts'

export interface BridgeLinesProps {
  readonly bridges: readonly Bridge[]
  readonly layout: NetworkLayout
  /** Keys of the brokers on the way that messages can't go back. */
  readonly cut: readonly string[]
  readonly selected: string
  readonly onSelect: (entity: string) => void
  readonly at: number
}

/** The lines: arrows say which way messages may go, a dot which broker configured it. The cards and labels say it in words. */
export function BridgeLines({ bridges, layout, cut, selected, onSelect, at }: BridgeLinesProps) {
  return (
    <svg className={style['lines']} width="100%" height={layout.height} aria-hidden>
      {bridges.map((bridge, i) => {
        const way = layout.ways[i]
        if (way === undefined) return null
        return (
          <g key={bridge.entity}>
            {isOnWay(bridge, cut) && <path d={wayPath(way)} className={style['cannot']} />}
            {isOf(bridge, selected) && <path d={wayPath(way)} className={style['chosenLine']} />}
            <Line bridge={bridge} way={way} />
            <Hit
              {...{ bridge, way, at }}
              onClick={() => onSelect(isOf(bridge, selected) ? '' : bridge.entity)}
            />
          </g>
        )
      })}
    </svg>
  )
}

/** What the pointer finds of a line; the keyboard has the table of bridges. */
function Hit(props: {
  readonly bridge: Bridge
  readonly way: Way
  readonly at: number
  readonly onClick: () => void
}) {
  const { bridge, way, at, onClick } = props
  const tip = useTip(() => <BridgeTold bridge={bridge} at={at} />)
  return <path d={wayPath(way)} className={style['hit']} onClick={onClick} {...tip} />
}

function isOnWay({ owner, other }: Bridge, keys: readonly string[]): boolean {
  const at = keys.indexOf(owner)
  return at >= 0 && (keys[at + 1] === other || (at > 0 && keys[at - 1] === other))
}

function Line({ bridge, way }: { readonly bridge: Bridge; readonly way: Way }) {
  const [near, far] = halvesOf(way)
  const { there, back } = bridgeRates(bridge)
  const owner = classFor(bridge.ownerState, (there ?? 0) > 0 || (back ?? 0) > 0)
  const other = classFor(bridge.otherState, (there ?? 0) > 0 || (back ?? 0) > 0)
  return (
    <>
      <path d={wayPath(near)} className={classes(style['line'], style['half'], owner)} />
      <path d={wayPath(far)} className={classes(style['line'], style['half'], other)} />
      <path d={arrowPath(way, 'end')} className={classes(style['arrow'], other)} />
      {bridge.isDuplex && <path d={arrowPath(way, 'start')} className={classes(style['arrow'], owner)} />}
    </>
  )
}

function classFor(state: NetworkLink['state'], flows: boolean): string | undefined {
  return style[state === 'up' && flows ? 'flows' : state]
}
