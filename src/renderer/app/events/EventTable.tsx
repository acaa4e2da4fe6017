import { Fragment } from 'react'
import type { EventRow } from '../../../shared/api/history.ts'
import { formatInstant, formatOffset, isSameDay } from '../../../shared/base/format-time.ts'
import { classes } from '../../components/classes.ts'
import { State } from '../../components/State.tsx'
import { EntityLink } from '../frame/EntityLink.tsx'
import { eventTone, eventWhat } from './fact-text.ts'
import style from './events.module.css'

export interface EventTableProps {
  readonly system: string
  readonly targetId: string
  /** In the order they shall stand in. */
  readonly events: readonly EventRow[]
  /** The instant in force: distances are told from it. */
  readonly shown: number
  /** Paused: a line says where one is, and what came later is faded. */
  readonly here?: number | undefined
  readonly onGo: (at: number) => void
}

/** What changed, one line an event: when, how far from here, what, from → to, and through which request it was seen. */
export function EventTable({ system, targetId, events, shown, here, onGo }: EventTableProps) {
  const isAscending = (events[0]?.at ?? 0) <= (events[events.length - 1]?.at ?? 0)
  const dividerBefore =
    here === undefined ? -1 : events.findIndex((event) => (isAscending ? event.at > here : event.at <= here))
  const divider = (
    <tr className={style['divider']}>
      <td colSpan={6}>{here === undefined ? '' : formatInstant(here)} · you are here</td>
    </tr>
  )
  return (
    <table className={style['table']}>
      <thead>
        <tr>
          <th>Time</th>
          <th className={style['right']}>From here</th>
          <th>What</th>
          <th />
          <th>From → to</th>
          <th>Seen in</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event, index) => (
          <Fragment key={`${event.at} ${event.entity} ${event.key} ${event.kind} ${index}`}>
            {index === dividerBefore && divider}
            <tr data-after={here !== undefined && event.at > here}>
              <td>
                <button
                  type="button"
                  className={style['time']}
                  title="Go to this moment"
                  onClick={() => onGo(event.at)}
                >
                  {formatInstant(event.at, isSameDay(event.at, shown) ? event.at : Date.now())}
                </button>
              </td>
              <td className={classes(style['right'], style['dim'])}>{formatOffset(event.at - shown)}</td>
              <td>
                {event.entity === '' ? (
                  <span className={style['dim']}>{event.kind}</span>
                ) : (
                  <EntityLink system={system} targetId={targetId} entity={event.entity} at={event.at} />
                )}
              </td>
              <td>
                <State tone={eventTone(event)}>{event.label}</State>
              </td>
              <td className={style['cut']} title={eventWhat(event)}>
                {eventWhat(event)}
              </td>
              <td className={style['dim']}>{event.source}</td>
            </tr>
          </Fragment>
        ))}
        {here !== undefined && dividerBefore < 0 && events.length > 0 && divider}
      </tbody>
    </table>
  )
}
