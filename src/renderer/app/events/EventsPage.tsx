import { useMemo, useState } from 'react'
import type { EventRow } from '../../../shared/api/history.ts'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { formatSpan } from '../../../shared/base/format-time.ts'
import { useInstant } from '../../api/instant.ts'
import { Empty, Failed, Loading } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { useProvenance } from '../../components/provenance.ts'
import { Segmented } from '../../components/Segmented.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import { useEntities } from '../frame/system-context.ts'
import type { Entities } from '../frame/system-context.ts'
import { usePageState } from '../use-page-state.ts'
import { foldAlike } from './alike.ts'
import { eventColumns } from './event-columns.tsx'
import { eventWhat } from './fact-text.ts'
import { isNotable } from './notable.ts'
import { useEvents } from './use-events.ts'

const limit = 5000
type Kind = 'notable' | 'all' | EventRow['kind']
const kinds: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'notable', label: 'notable' },
  { value: 'all', label: 'all' },
  { value: 'fact', label: 'changes' },
  { value: 'finding', label: 'findings' },
  { value: 'gap', label: 'gaps' },
]
const foldings = [
  { value: 'alike', label: 'alike together' },
  { value: 'each', label: 'each' },
] as const

/** Every event of the range: filter, sort, and go to its moment. */
export function EventsPage({ targetId, system }: { readonly targetId: string; readonly system: string }) {
  const { range, shown, go } = useInstant()
  const entities = useEntities(system)
  const { filter, controls } = useFilter()
  const { events, error, isCut } = useEvents(targetId, range, limit)
  const groups = useFiltered(events, filter, entities)
  const columns = useMemo(
    () => eventColumns({ groups, system, targetId, shown, entities }),
    [groups, system, targetId, shown, entities],
  )
  const atOf = (row: number) => groups[row]?.events[0]?.at ?? shown
  const span = formatSpan(range.from, range.to)
  const count = isCut ? `the newest ${formatNumber(limit)}` : events?.length
  return (
    <Panel
      fill
      title="Events"
      note={events === undefined ? span : `${count} from ${span}`}
      actions={controls}
    >
      {error !== undefined && events === undefined && (
        <Failed title="Events could not be read" error={error} />
      )}
      {events === undefined && error === undefined && <Loading />}
      {events !== undefined && (
        <DataTable
          label="Events"
          columns={columns}
          count={groups.length}
          rowKey={(row) => groups[row]?.key ?? ''}
          onOpen={(row) => go(atOf(row))}
          isQuiet={(row) => atOf(row) > shown}
          empty={<NoEvents span={span} isFiltered={events.length > 0} />}
        />
      )}
    </Panel>
  )
}

interface Filter {
  readonly text: string
  readonly kind: Kind
  readonly isFolded: boolean
}

/** What is looked for, and the controls that say it. */
function useFilter() {
  const [text, setText] = useState('')
  const [kind, setKind] = usePageState('kind', 'notable')
  const [folding, setFolding] = usePageState('fold', 'alike')
  const filter: Filter = { text, kind: kind as Kind, isFolded: folding === 'alike' }
  const controls = (
    <>
      <Segmented label="Alike" value={folding as 'alike' | 'each'} options={foldings} onChange={setFolding} />
      <Segmented label="Kind" value={filter.kind} options={kinds} onChange={setKind} />
      <SearchField value={text} onChange={setText} placeholder="Entity, fact, value" />
    </>
  )
  return { filter, controls }
}

function useFiltered(
  events: readonly EventRow[] | undefined,
  { text, kind, isFolded }: Filter,
  entities: Entities,
) {
  const { fact } = useProvenance()
  return useMemo(() => {
    const isOfKind = (event: EventRow) =>
      kind === 'all' || (kind === 'notable' ? isNotable(event, fact) : event.kind === kind)
    return groupsOf((events ?? []).filter(isOfKind), text, entities, isFolded)
  }, [events, kind, text, entities, isFolded, fact])
}

function NoEvents({ span, isFiltered }: { readonly span: string; readonly isFiltered: boolean }) {
  if (isFiltered) return <Empty title="No event of this kind, or none that matches." />
  return <Empty title={`Nothing changed from ${span}.`}>Choose a longer range in the time bar.</Empty>
}

function groupsOf(events: readonly EventRow[], text: string, entities: Entities, fold: boolean) {
  const wanted = text.trim().toLowerCase()
  const fitting =
    wanted === '' ? events : events.filter((event) => haystack(event, entities).includes(wanted))
  if (fold) return foldAlike(fitting)
  return fitting.map((event, index) => ({
    key: `${event.at} ${event.entity} ${event.key} ${index}`,
    events: [event],
  }))
}

function haystack(event: EventRow, { nameOf }: Entities): string {
  return `${event.entity} ${nameOf(event.entity).name} ${event.key} ${event.label} ${eventWhat(event)}`.toLowerCase()
}
