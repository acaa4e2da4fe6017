import { useMemo, useState } from 'react'
import type { EventRow } from '../../../shared/api/history.ts'
import { formatInstant, formatOffset, formatSpan, isSameDay } from '../../../shared/base/format-time.ts'
import { useInstant } from '../../api/instant.ts'
import { Empty, Failed, Loading } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import { DataTable } from '../../components/table/DataTable.tsx'
import { EntityLink } from '../frame/EntityLink.tsx'
import { useEntities } from '../frame/system-context.ts'
import type { Entities } from '../frame/system-context.ts'
import { usePageState } from '../use-page-state.ts'
import { eventTone, eventWhat } from './fact-text.ts'
import { useEvents } from './use-events.ts'

const limit = 5000
type Kind = 'all' | EventRow['kind']
const kinds: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'all', label: 'all' },
  { value: 'fact', label: 'changes' },
  { value: 'finding', label: 'findings' },
  { value: 'gap', label: 'gaps' },
]

/** Every event of the range: filter, sort, and go to its moment. */
export function EventsPage({ targetId, system }: { readonly targetId: string; readonly system: string }) {
  const { range, shown, go } = useInstant()
  const entities = useEntities(system)
  const [text, setText] = useState('')
  const [kind, setKind] = usePageState('kind', 'all')
  const { events, error, isCut } = useEvents(targetId, range, limit)
  const columns = useMemo(
    () => columnsOf(events ?? [], system, targetId, shown, entities),
    [events, system, targetId, shown, entities],
  )
  const matches = useMemo(() => {
    const wanted = text.trim().toLowerCase()
    return (row: number) => {
      const event = events?.[row]
      if (event === undefined || (kind !== 'all' && event.kind !== kind)) return false
      return wanted === '' || haystack(event, entities).includes(wanted)
    }
  }, [events, kind, text, entities])
  const span = formatSpan(range.from, range.to)
  return (
    <Panel
      fill
      title="Events"
      note={`${isCut ? `the newest ${limit}` : (events?.length ?? '')} from ${span}`}
      actions={
        <>
          <Segmented label="Kind" value={kind as Kind} options={kinds} onChange={setKind} />
          <SearchField value={text} onChange={setText} placeholder="Entity, fact, value" />
        </>
      }
    >
      {error !== undefined && events === undefined && (
        <Failed title="Events could not be read" error={error} />
      )}
      {events === undefined && error === undefined && <Loading />}
      {events !== undefined && (
        <DataTable
          label="Events"
          columns={columns}
          count={events.length}
          rowKey={(row) => `${events[row]?.at} ${events[row]?.entity} ${events[row]?.key} ${row}`}
          matches={matches}
          onOpen={(row) => go(events[row]?.at ?? shown)}
          isQuiet={(row) => (events[row]?.at ?? 0) > shown}
          empty={
            <Empty title={events.length === 0 ? `Nothing changed from ${span}.` : 'No event matches.'}>
              {events.length === 0 ? 'Choose a longer range in the time bar.' : undefined}
            </Empty>
          }
        />
      )}
    </Panel>
  )
}

function haystack(event: EventRow, { nameOf }: Entities): string {
  return `${event.entity} ${nameOf(event.entity).name} ${event.key} ${event.label} ${eventWhat(event)}`.toLowerCase()
}

function columnsOf(
  events: readonly EventRow[],
  system: string,
  targetId: string,
  shown: number,
  { nameOf }: Entities,
): readonly Column[] {
  const of = (row: number) => events[row]
  const at = (row: number) => of(row)?.at ?? Number.NaN
  return [
    {
      id: 'time',
      label: 'Time',
      width: '128px',
      cell: (row) => formatInstant(at(row), isSameDay(at(row), shown) ? at(row) : undefined),
      sort: at,
      first: 'descending',
    },
    {
      id: 'here',
      label: 'From here',
      width: '96px',
      align: 'right',
      cell: (row) => formatOffset(at(row) - shown),
    },
    {
      id: 'entity',
      label: 'What',
      width: 'minmax(160px, 1.2fr)',
      cell: (row) => (
        <EntityLink system={system} targetId={targetId} entity={of(row)?.entity ?? ''} at={at(row)} />
      ),
      sort: (row) => nameOf(of(row)?.entity ?? '').name,
    },
    {
      id: 'label',
      label: '',
      width: 'minmax(180px, 1.6fr)',
      cell: (row) => {
        const event = of(row)
        return event && <State tone={eventTone(event)}>{event.label}</State>
      },
      sort: (row) => of(row)?.label ?? '',
    },
    {
      id: 'change',
      label: 'From → to',
      width: 'minmax(160px, 1.6fr)',
      cell: (row) => {
        const event = of(row)
        return event && <span title={eventWhat(event)}>{eventWhat(event)}</span>
      },
    },
    {
      id: 'source',
      label: 'Seen in',
      width: '130px',
      cell: (row) => of(row)?.source,
      sort: (row) => of(row)?.source ?? '',
    },
  ]
}
