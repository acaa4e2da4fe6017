import { useState } from 'react'
import { formatInstant, formatSpan } from '../../../shared/base/format-time.ts'
import { useInstant } from '../../api/instant.ts'
import { Empty, Failed, Loading } from '../../components/Blocks.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { Link } from '../Link.tsx'
import { EventTable } from './EventTable.tsx'
import { useEvents } from './use-events.ts'

export interface ChangesPanelProps {
  readonly targetId: string
  readonly system: string
  /** Only of this entity. */
  readonly entity?: string
  /** Takes what height is left. */
  readonly fill?: boolean
}

const widths = { '± 5 min': 300_000, '± 1 h': 3_600_000 } as const
type Width = keyof typeof widths
const most = 60

/** "What changed around 03:12:40" when paused, "What changed lately" when live: for overviews and inspectors. */
export function ChangesPanel({ targetId, system, entity, fill }: ChangesPanelProps) {
  const { at, shown, edge, go } = useInstant()
  const [width, setWidth] = useState<Width>('± 5 min')
  const isLive = at === 'live'
  const span = isLive
    ? { from: shown - 3_600_000, to: edge }
    : { from: shown - widths[width], to: Math.min(edge, shown + widths[width]) }
  const { events, error, isCut } = useEvents(targetId, span, most, entity)
  // live the newest stands on top; paused time runs down and "here" lies in between
  const ordered = isLive ? events : events?.toReversed()
  const range = formatSpan(span.from, span.to)
  return (
    <Panel
      title={isLive ? 'What changed lately' : `What changed around ${formatInstant(shown)}`}
      note={
        events === undefined
          ? ''
          : `${isCut ? `the newest ${most}` : events.length} events, ${isLive ? 'the last hour' : range}`
      }
      fill={fill ?? false}
      actions={
        <>
          {!isLive && (
            <Segmented
              label="How far around"
              value={width}
              options={(Object.keys(widths) as Width[]).map((value) => ({ value, label: value }))}
              onChange={setWidth}
            />
          )}
          <Link to={['events']}>All events</Link>
        </>
      }
    >
      {error !== undefined && events === undefined && (
        <Failed title="Events could not be read" error={error} />
      )}
      {events === undefined && error === undefined && <Loading />}
      {ordered !== undefined && ordered.length === 0 && (
        <Empty title={isLive ? 'Nothing changed in the last hour.' : `Nothing changed from ${range}.`} />
      )}
      {ordered !== undefined && ordered.length > 0 && (
        <EventTable
          {...{ system, targetId, shown }}
          events={ordered}
          here={isLive ? undefined : at}
          onGo={go}
        />
      )}
    </Panel>
  )
}
