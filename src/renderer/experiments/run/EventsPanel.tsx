import { useMemo, useState } from 'react'
import type { RunEntry } from '../../../shared/api/experiments.ts'
import { Panel } from '../../components/Panel.tsx'
import { actorsOf, countUntil } from '../log/log.ts'
import { EventList } from './EventList.tsx'
import style from './run.module.css'

export interface EventsPanelProps {
  /** Oldest first. */
  readonly listed: readonly RunEntry[]
  /** Epoch ms: the start of the run, and the instant shown. */
  readonly from: number
  readonly until: number
  readonly lit: number | undefined
  readonly light: (seq: number | undefined) => void
  readonly seek: (at: number) => void
}

const everybody = ''

/** What happened up to the shown instant, newest first, in the clients' own words. */
export function EventsPanel({ listed, from, until, ...rest }: EventsPanelProps) {
  const [actor, setActor] = useState(everybody)
  const actors = useMemo(() => actorsOf(listed), [listed])
  const own = useMemo(
    () => (actor === everybody ? listed : listed.filter((entry) => entry.actor === actor)),
    [listed, actor],
  )
  const count = countUntil(own, until)
  return (
    <Panel
      title="Events"
      note={`newest first · ${count}`}
      fill
      actions={
        <select
          className={style['actors']}
          aria-label="Whose events"
          value={actor}
          onChange={(event) => setActor(event.target.value)}
        >
          <option value={everybody}>everybody’s</option>
          {actors.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      }
    >
      <EventList entries={own} count={count} from={from} {...rest} />
    </Panel>
  )
}
