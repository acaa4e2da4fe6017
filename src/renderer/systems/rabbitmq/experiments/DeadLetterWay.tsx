import { useId } from 'react'
import type { Cause, DeadLetterPlan } from '../../../../shared/systems/rabbitmq-dead-letter-run.ts'
import type { DeadLettersDrawing } from './dead-letters-drawing.ts'
import style from './stages.module.css'

/** Height of the way, px. */
export const wayPx = 138

const boxTop = 26
const boxPx = 40
const middle = boxTop + boxPx / 2

const leaves: Readonly<Record<Cause, string>> = {
  rejected: 'rejected',
  expired: 'TTL over',
  overflow: 'too long',
  'delivery-limit': 'too often',
  kept: 'rejected',
}

interface WayProps {
  readonly drawing: DeadLettersDrawing
  readonly plan: DeadLetterPlan
  readonly width: number
}

/** Publisher → queue → dead-letter exchange → dead letters; and nowhere, where the exchange is missing. */
export function DeadLetterWay({ drawing, plan, width }: WayProps) {
  const { counts, names, published, confirmed, isRepaired, isDeclared } = drawing
  const boxWidth = Math.min(150, width / 5.6)
  const xOf = (column: number) => 14 + (column * (width - 28 - boxWidth)) / 3
  const end = (column: number) => xOf(column) + boxWidth
  const vanished = counts.dead + counts.lost
  const isKept = plan.cause === 'kept'
  return (
    <g className={isDeclared ? undefined : style['ahead']}>
      <Box x={xOf(0)} width={boxWidth} name="publisher" says={`${published} sent`} tone="client" />
      <Arrow from={end(0)} to={xOf(1)} says={`${confirmed} confirmed`} />
      <Box x={xOf(1)} width={boxWidth} name={names.work} says={`${counts.queued} in it`} tone="server" />
      <Arrow from={end(1)} to={xOf(2)} says={leaves[plan.cause]} />
      <Box
        x={xOf(2)}
        width={boxWidth}
        name={names.exchange}
        says={isRepaired ? 'is there' : 'isn’t there'}
        tone={isRepaired ? 'there' : 'missing'}
      />
      {isRepaired && <Arrow from={end(2)} to={xOf(3)} says="bound" />}
      <Box
        x={xOf(3)}
        width={boxWidth}
        name={names.morgue}
        says={`${counts.captured} captured`}
        tone={counts.captured > 0 ? 'there' : 'server'}
      />
      {vanished > 0 && (
        <Nowhere
          x={xOf(2) + boxWidth / 2}
          count={vanished}
          says={
            isKept
              ? 'kept by the queue?'
              : counts.lost > 0
                ? 'lost while it was missing'
                : 'nowhere to be found'
          }
        />
      )}
      {plan.cause === 'overflow' && (
        <text x={xOf(1) + boxWidth / 2} y={boxTop + boxPx + 16} className={style['note']}>
          {`holds ${plan.limit}; ${counts.used} consumed`}
        </text>
      )}
      {drawing.deliveries > 0 && plan.cause !== 'overflow' && (
        <text x={xOf(1) + boxWidth / 2} y={boxTop + boxPx + 16} className={style['note']}>
          {`${drawing.deliveries} deliveries`}
        </text>
      )}
    </g>
  )
}

interface BoxProps {
  readonly x: number
  readonly width: number
  readonly name: string
  readonly says: string
  readonly tone: 'client' | 'server' | 'there' | 'missing'
}

function Box({ x, width, name, says, tone }: BoxProps) {
  return (
    <g className={style[tone]}>
      <rect x={x} y={boxTop} width={width} height={boxPx} rx={5} />
      <text x={x + width / 2} y={boxTop + 17} className={style['boxName']}>
        {name}
      </text>
      <text x={x + width / 2} y={boxTop + 32} className={style['boxSays']}>
        {says}
      </text>
    </g>
  )
}

function Arrow({ from, to, says }: { readonly from: number; readonly to: number; readonly says: string }) {
  const id = useId()
  return (
    <g className={style['arrow']}>
      <defs>
        <marker id={id} viewBox="0 0 8 8" refX={7} refY={4} markerWidth={7} markerHeight={7} orient="auto">
          <path d="M0 0L8 4L0 8Z" />
        </marker>
      </defs>
      <path d={`M${from + 3} ${middle}H${to - 3}`} markerEnd={`url(#${id})`} />
      <text x={(from + to) / 2} y={boxTop - 8} className={style['note']}>
        {says}
      </text>
    </g>
  )
}

/** Where a message goes for which nobody has a place. */
function Nowhere({ x, count, says }: { readonly x: number; readonly count: number; readonly says: string }) {
  const y = boxTop + boxPx
  return (
    <g className={style['nowhere']}>
      <path d={`M${x} ${y + 3}V${y + 26}`} />
      <path d={`M${x - 6} ${y + 22}l12 12m0 -12l-12 12`} />
      <text x={x} y={y + 52}>
        {`${count} ${says}`}
      </text>
    </g>
  )
}
