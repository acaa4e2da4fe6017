import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { DestinationData } from '../../../../shared/systems/activemq-destination-views.ts'
import { classes } from '../../../components/classes.ts'
import { Panel } from '../../../components/Panel.tsx'
import { holdersOf, type Holder } from './holders.ts'
import style from './destination.module.css'

/** Where the messages of a queue are: each consumer's part, and what still waits at the broker. */
export function HoldersBar({ data }: { readonly data: DestinationData }) {
  const holders = holdersOf(data)
  if (holders.length === 0) return null
  const total = holders.reduce((sum, each) => sum + each.messages, 0)
  return (
    <Panel title="Who holds the messages" note="handed out and not acknowledged; hatched: not handed out">
      <div className={style['holders']} role="img" aria-label={inWords(holders)}>
        {holders.map((holder) => (
          <span
            key={`${holder.label} ${holder.entity}`}
            className={classes(style['holder'], style[holder.is])}
            style={{ flexGrow: Math.max(holder.messages, total / 60) }}
            title={`${holder.label}: ${formatNumber(holder.messages)}`}
          />
        ))}
      </div>
      <ul className={style['names']} aria-hidden>
        {holders.map((holder) => (
          <li key={`${holder.label} ${holder.entity}`}>
            <i className={classes(style['mark'], style[holder.is])} />
            <b>{formatNumber(holder.messages)}</b> {holder.label}
            {holder.is === 'network' && ' (bridge)'}
            {holder.is === 'holding' && <span className={style['bad']}> acknowledges nothing</span>}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

const inWords = (holders: readonly Holder[]) =>
  holders
    .map(
      ({ label, messages, is }) =>
        `${formatNumber(messages)} ${is === 'consumer' || is === 'holding' || is === 'network' ? `with ${label}` : label}${is === 'holding' ? ', who acknowledges nothing' : ''}`,
    )
    .join('; ')
