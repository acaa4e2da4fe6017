import { useMemo, useState } from 'react'
import { formatInstant, formatSpan } from '../../../shared/base/format-time.ts'
import { useInstant } from '../../api/instant.ts'
import type { Stretch } from '../../api/instant.ts'
import { Empty, Failed, Loading } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Panel } from '../../components/Panel.tsx'
import { useProvenance } from '../../components/provenance.ts'
import { Segmented } from '../../components/Segmented.tsx'
import { HomeLink } from '../frame/HomeLink.tsx'
import { Link } from '../Link.tsx'
import { foldAlike } from '../../../shared/history/alike.ts'
import { EventTable } from './EventTable.tsx'
import { isNotable } from '../../../shared/history/notable.ts'
import { nearest } from './nearest.ts'
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
type Which = 'notable' | 'all'
const limit = 1500
/** Lines before and after the instant. */
const most = { before: 30, after: 15 }
const refreshMs = 5000

/** "What changed around 03:12:40" when paused, "What changed lately" when live: for overviews and inspectors. */
export function ChangesPanel({ targetId, system, entity, fill }: ChangesPanelProps) {
  const { at, shown, edge, go } = useInstant()
  const [width, setWidth] = useState<Width>('± 5 min')
  const [which, setWhich] = useState<Which>(entity === undefined ? 'notable' : 'all')
  const isLive = at === 'live'
  const span = isLive
    ? lately(edge)
    : { from: shown - widths[width], to: Math.min(edge, shown + widths[width]) }
  const { events, error } = useEvents([targetId], span, limit, entity)
  const { fact } = useProvenance()
  const groups = useMemo(() => {
    const wanted = events?.filter((event) => which === 'all' || isNotable(event, fact))
    // live the newest stands on top; paused time runs down and "here" lies in between
    return wanted && nearest(foldAlike(isLive ? wanted : wanted.toReversed()), shown, most)
  }, [events, which, fact, isLive, shown])
  return (
    <Panel
      title={isLive ? 'What changed lately' : `What changed around ${formatInstant(shown)}`}
      note={
        events === undefined
          ? ''
          : `${countText(events.length)} ${isLive ? 'in the last hour' : `from ${formatSpan(span.from, span.to)}`}`
      }
      fill={fill ?? false}
      actions={
        <>
          <Segmented
            label="Which"
            value={which}
            options={options<Which>(['notable', 'all'])}
            onChange={setWhich}
          />
          {!isLive && (
            <Segmented
              label="How far around"
              value={width}
              options={options(Object.keys(widths) as Width[])}
              onChange={setWidth}
            />
          )}
          <Link to={['events']}>All events</Link>
          <HomeLink path={['all']}>All targets</HomeLink>
        </>
      }
    >
      {error !== undefined && events === undefined && (
        <Failed title="Events could not be read" error={error} />
      )}
      {events === undefined && error === undefined && <Loading />}
      {groups?.length === 0 && <Nothing plain={events?.length ?? 0} onAll={() => setWhich('all')} />}
      {groups !== undefined && groups.length > 0 && (
        <EventTable {...{ system, targetId, shown, groups }} here={isLive ? undefined : at} onGo={go} />
      )}
    </Panel>
  )
}

function Nothing({ plain, onAll }: { readonly plain: number; readonly onAll: () => void }) {
  if (plain === 0) return <Empty title="Nothing changed." />
  return (
    <Empty title="Nothing notable changed.">
      <Button kind="link" onClick={onAll}>
        Show the other {countText(plain)}
      </Button>
    </Empty>
  )
}

/** In steps, so that a live panel doesn't ask with every sample. */
function lately(edge: number): Stretch {
  const to = Math.ceil(edge / refreshMs) * refreshMs
  return { from: to - 3_600_000, to }
}

function countText(count: number): string {
  return count >= limit ? `more than ${limit} events` : count === 1 ? 'one event' : `${count} events`
}

function options<T extends string>(values: readonly T[]) {
  return values.map((value) => ({ value, label: value }))
}
