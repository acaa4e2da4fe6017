import { ChevronDown, ChevronRight } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { ReactNode } from 'react'
import type { EventRow } from '../../../shared/api/history.ts'
import { formatInstant, formatOffset, isSameDay } from '../../../shared/base/format-time.ts'
import { classes } from '../../components/classes.ts'
import { State } from '../../components/State.tsx'
import { EntityLink } from '../frame/EntityLink.tsx'
import { useEntities } from '../frame/system-context.ts'
import { commonChange } from '../../../shared/history/alike.ts'
import type { EventGroup } from '../../../shared/history/alike.ts'
import { eventTone } from './event-tone.ts'
import { eventWhat } from '../../../shared/history/fact-text.ts'
import style from './events.module.css'

export interface EventTableProps {
  readonly system: string
  readonly targetId: string
  /** In the order they shall stand in. */
  readonly groups: readonly EventGroup[]
  /** The instant in force: distances are told from it. */
  readonly shown: number
  /** Paused: a line says where one is, and what came later is faded. */
  readonly here?: number | undefined
  readonly onGo: (at: number) => void
}

/** What changed, one line an event: when, how far from here, what, from → to, and through which request it was seen. */
export function EventTable(props: EventTableProps) {
  const { groups, here } = props
  const [first, last] = [groups[0], groups[groups.length - 1]]
  const isAscending = first === undefined || last === undefined || atOf(first) <= atOf(last)
  const isBeyond = (at: number) => here !== undefined && (isAscending ? at > here : at <= here)
  const dividerBefore = groups.findIndex((group) => isBeyond(atOf(group)))
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
        {groups.map((group, index) => (
          <Fragment key={group.key}>
            {index === dividerBefore && <HereLine at={here} />}
            <GroupRows group={group} {...props} />
          </Fragment>
        ))}
        {here !== undefined && dividerBefore < 0 && groups.length > 0 && <HereLine at={here} />}
      </tbody>
    </table>
  )
}

function HereLine({ at }: { readonly at: number | undefined }) {
  return (
    <tr className={style['divider']}>
      <td colSpan={6}>{at === undefined ? '' : formatInstant(at)} · you are here</td>
    </tr>
  )
}

/** One event, or many that say the same, unfolded on demand. */
function GroupRows({ group, ...props }: { readonly group: EventGroup } & EventTableProps) {
  const [isOpen, setOpen] = useState(false)
  const { nameOf } = useEntities(props.system)
  const [first] = group.events
  if (first === undefined) return null
  if (group.events.length === 1) return <EventLine event={first} {...props} />
  const Fold = isOpen ? ChevronDown : ChevronRight
  const kind = nameOf(first.entity).kind || 'entity'
  return (
    <>
      <Line
        {...props}
        event={first}
        change={commonChange(group.events)}
        what={
          <button
            type="button"
            className={style['fold']}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <Fold size={11} /> {group.events.length} {kind}s
          </button>
        }
      />
      {isOpen &&
        group.events.map((event) => (
          <EventLine key={`${event.entity} ${event.key}`} event={event} {...props} />
        ))}
    </>
  )
}

function EventLine({ event, ...props }: { readonly event: EventRow } & EventTableProps) {
  const { system, targetId } = props
  const what =
    event.entity === '' ? (
      <span className={style['dim']}>{event.kind}</span>
    ) : (
      <EntityLink system={system} targetId={targetId} entity={event.entity} at={event.at} />
    )
  return <Line {...props} event={event} what={what} change={eventWhat(event)} />
}

interface LineProps extends EventTableProps {
  readonly event: EventRow
  readonly what: ReactNode
  readonly change: string
}

function Line({ event, what, change, shown, here, onGo }: LineProps) {
  return (
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
      <td>{what}</td>
      <td>
        <State tone={eventTone(event)}>{event.label}</State>
      </td>
      <td title={change}>{change}</td>
      <td className={style['dim']} title={event.source}>
        {shortSource(event.source)}
      </td>
    </tr>
  )
}

/** "Metadata v9–12, isr_nodes" → "Metadata v9–12": the field is told on hover. */
export function shortSource(source: string): string {
  return source.split(',')[0] ?? source
}

function atOf(group: EventGroup): number {
  return group.events[0]?.at ?? 0
}
