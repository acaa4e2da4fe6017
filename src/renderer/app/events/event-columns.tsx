import type { ReactNode } from 'react'
import type { EventRow } from '../../../shared/api/history.ts'
import { formatInstant, formatOffset, isSameDay } from '../../../shared/base/format-time.ts'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import { EntityLink } from '../frame/EntityLink.tsx'
import { Link } from '../Link.tsx'
import { commonChange } from '../../../shared/history/alike.ts'
import type { EventGroup } from '../../../shared/history/alike.ts'
import type { EventPlaces } from './event-places.ts'
import { shortSource } from './EventTable.tsx'
import { eventTone } from './event-tone.ts'

export interface EventColumnsArg {
  readonly groups: readonly EventGroup[]
  /** Of several targets, each event says which one it is of. */
  readonly places: EventPlaces
  /** The instant in force: distances are told from it. */
  readonly shown: number
}

/** Columns of the events page; a row is an event, or many of one instant that say the same. */
export function eventColumns(arg: EventColumnsArg): readonly Column[] {
  const { groups, shown, places } = arg
  const first = (row: number) => groups[row]?.events[0]
  const at = (row: number) => first(row)?.at ?? Number.NaN
  const ofFirst = (show: (event: EventRow) => ReactNode) => (row: number) => {
    const event = first(row)
    return event === undefined ? null : show(event)
  }
  return [
    {
      id: 'time',
      label: 'Time',
      width: '112px',
      cell: (row) => formatInstant(at(row), isSameDay(at(row), shown) ? at(row) : undefined),
      sort: at,
      first: 'descending',
    },
    {
      id: 'here',
      label: 'From here',
      width: '84px',
      align: 'right',
      cell: (row) => formatOffset(at(row) - shown),
    },
    ...(places.size > 1 ? [targetColumn(arg)] : []),
    whatColumn(arg),
    {
      id: 'label',
      label: '',
      width: 'minmax(180px, 2fr)',
      cell: ofFirst((event) => <State tone={eventTone(event)}>{event.label}</State>),
      sort: (row) => first(row)?.label ?? '',
    },
    {
      id: 'change',
      label: 'From → to',
      width: 'minmax(160px, 1.6fr)',
      cell: (row) => <ChangeCell text={commonChange(groups[row]?.events ?? [])} />,
    },
    {
      id: 'source',
      label: 'Seen in',
      width: '140px',
      cell: ofFirst((event) => <span title={event.source}>{shortSource(event.source)}</span>),
      sort: (row) => first(row)?.source ?? '',
    },
  ]
}

function targetColumn({ groups, places }: EventColumnsArg): Column {
  const name = (row: number) => places.get(groups[row]?.events[0]?.targetId ?? '')?.name ?? ''
  return {
    id: 'target',
    label: 'Target',
    width: 'minmax(130px, 1fr)',
    cell: (row) => (
      <Link
        targetId={groups[row]?.events[0]?.targetId ?? ''}
        to={[]}
        at={groups[row]?.events[0]?.at ?? 'live'}
      >
        {name(row)}
      </Link>
    ),
    sort: name,
  }
}

function whatColumn({ groups, places }: EventColumnsArg): Column {
  const name = (row: number) => {
    const event = groups[row]?.events[0]
    const place = event && places.get(event.targetId)
    return place?.entities.nameOf(event?.entity ?? '') ?? { kind: '', name: '' }
  }
  return {
    id: 'entity',
    label: 'What',
    width: 'minmax(140px, 1.1fr)',
    cell: (row) => {
      const events = groups[row]?.events ?? []
      const [event] = events
      if (event === undefined) return null
      if (events.length > 1) return `${events.length} ${name(row).kind || 'entity'}s`
      const { targetId, entity, at } = event
      return <EntityLink system={places.get(targetId)?.system ?? ''} {...{ targetId, entity, at }} />
    },
    sort: (row) => name(row).name,
  }
}

function ChangeCell({ text }: { readonly text: string }) {
  return <span title={text}>{text}</span>
}
