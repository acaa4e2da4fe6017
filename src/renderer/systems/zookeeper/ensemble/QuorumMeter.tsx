import type { EnsembleData } from '../../../../shared/systems/zookeeper-views.ts'
import { classes } from '../../../components/classes.ts'
import { useSize } from '../../../components/use-size.ts'
import { memberName, memberWords, meterOrder } from '../member-words.ts'
import { quorumMeter } from './layout.ts'
import style from './ensemble.module.css'

const left = 100

/** The voters in a row, those that acknowledge first; what stands right of the line may fail. */
export function QuorumMeter({ data, at }: { readonly data: EnsembleData; readonly at: number }) {
  const [ref, { width }] = useSize()
  const { voters, needed, is, says } = data.quorum
  if (voters === null || needed === null)
    return (
      <p className={style['leaderless']}>The number of voters was not observed, so neither is the margin.</p>
    )
  const meter = quorumMeter(meterOrder(data.members), needed, left, Math.max(320, width) - 12)
  const tone =
    is === 'ok' ? 'plain' : is === 'no-margin' ? 'ink-warn' : is === 'no-quorum' ? 'ink-bad' : 'quiet'
  const onLeft = meter.quorumX > width / 2
  return (
    <div
      ref={ref}
      className={style['meter']}
      role="img"
      aria-label={`Quorum ${needed} of ${voters}. ${says}`}
    >
      <span className={style['meterLabel']}>
        Quorum {needed} of {voters}
      </span>
      {meter.seats.map((seat) => {
        const member = data.members[seat.index]
        if (member === undefined) return null
        const words = memberWords(member, at)
        return (
          <span
            key={member.id}
            className={classes(style['seat'], style[`seat-${words.tone}`])}
            style={{ left: seat.x, width: seat.width }}
          >
            {memberName(member)}
          </span>
        )
      })}
      <i className={classes(style['quorumLine'], style[tone])} style={{ left: meter.quorumX }} />
      <span
        className={classes(style['says'], style[tone])}
        style={onLeft ? { right: Math.max(0, width - meter.quorumX + 8) } : { left: meter.quorumX + 8 }}
      >
        {says}
      </span>
    </div>
  )
}
