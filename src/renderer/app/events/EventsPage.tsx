import { GitCompareArrows } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { EventRow } from '../../../shared/api/history.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { formatSpan } from '../../../shared/base/format-time.ts'
import { useInstant } from '../../api/instant.ts'
import { Empty, Failed, Loading } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import { comparedOver } from '../compare/entries.ts'
import { useNavigator } from '../navigator.ts'
import { usePageState } from '../use-page-state.ts'
import { foldAlike } from '../../../shared/history/alike.ts'
import { eventColumns } from './event-columns.tsx'
import { useEventPlaces } from './event-places.ts'
import type { EventPlaces } from './event-places.ts'
import { eventWhat } from '../../../shared/history/fact-text.ts'
import { isNotable } from '../../../shared/history/notable.ts'
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

export interface EventsPageProps {
  readonly targets: readonly TargetState[]
  /** What else can be chosen, before the filters. */
  readonly actions?: ReactNode
  /** "Events" unless told. */
  readonly title?: string
}

/** Every event of the range, of one target or of many: filter, sort, and go to its moment. */
export function EventsPage({ targets, actions, title = 'Events' }: EventsPageProps) {
  const { range, shown, go } = useInstant()
  const places = useEventPlaces(targets)
  const { filter, controls } = useFilter()
  const { events, error, isCut } = useEvents([...places.keys()], range, limit)
  const groups = useFiltered(events, filter, places)
  const columns = useMemo(() => eventColumns({ groups, places, shown }), [groups, places, shown])
  const atOf = (row: number) => groups[row]?.events[0]?.at ?? shown
  const span = formatSpan(range.from, range.to)
  const count = isCut ? `the newest ${formatNumber(limit)}` : events?.length
  return (
    <Panel
      fill
      title={title}
      note={events === undefined ? span : `${count} from ${span}`}
      actions={
        <>
          {actions}
          {targets.length === 1 && <CompareRange targetId={targets[0]?.config.id ?? ''} />}
          {controls}
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

/** From events to what they came to: what differs between the beginning of the range and what is on screen. */
function CompareRange({ targetId }: { readonly targetId: string }) {
  const navigator = useNavigator()
  const { range, began, edge, shown } = useInstant()
  const seen = { from: Math.max(range.from, began), to: Math.min(range.to, edge) }
  return (
    <Button
      kind="ghost"
      label="What differs over this range…"
      onClick={() => navigator.go(comparedOver(targetId, seen, shown))}
    >
      <GitCompareArrows size={14} />
    </Button>
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
  places: EventPlaces,
) {
  return useMemo(() => {
    const factOf = (event: EventRow) => places.get(event.targetId)?.fact ?? (() => undefined)
    const isOfKind = (event: EventRow) =>
      kind === 'all' || (kind === 'notable' ? isNotable(event, factOf(event)) : event.kind === kind)
    return groupsOf((events ?? []).filter(isOfKind), text, places, isFolded)
  }, [events, kind, text, places, isFolded])
}

function NoEvents({ span, isFiltered }: { readonly span: string; readonly isFiltered: boolean }) {
  if (isFiltered) return <Empty title="No event of this kind, or none that matches." />
  return <Empty title={`Nothing changed from ${span}.`}>Choose a longer range in the time bar.</Empty>
}

function groupsOf(events: readonly EventRow[], text: string, places: EventPlaces, fold: boolean) {
  const wanted = text.trim().toLowerCase()
  const fitting = wanted === '' ? events : events.filter((event) => haystack(event, places).includes(wanted))
  if (fold) return foldAlike(fitting)
  return fitting.map((event, index) => ({
    key: `${event.at} ${event.targetId} ${event.entity} ${event.key} ${index}`,
    events: [event],
  }))
}

function haystack(event: EventRow, places: EventPlaces): string {
  const place = places.get(event.targetId)
  const names = `${place?.name ?? ''} ${place?.entities.nameOf(event.entity).name ?? ''}`
  return `${event.entity} ${names} ${event.key} ${event.label} ${eventWhat(event)}`.toLowerCase()
}
