import type { EventRow } from '../../../shared/api/history.ts'
import type { Stretch } from '../../api/instant.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'

export interface EventsResult {
  /** Newest first; undefined: not there yet. */
  readonly events: readonly EventRow[] | undefined
  readonly error: unknown
  /** More happened than `limit` lets through. */
  readonly isCut: boolean
}

/** What changed in a stretch, of a target or of one of its entities. Asked anew when the stretch moves. */
export function useEvents(targetId: string, stretch: Stretch, limit: number, entity?: string): EventsResult {
  const client = useClient()
  const { from, to } = stretch
  const asked = useAsked(`${targetId} ${entity ?? ''} ${limit} ${from} ${to}`, (signal) =>
    client.call(
      'events.list',
      { targetId, from, to, limit, ...(entity === undefined ? {} : { entity }) },
      signal,
    ),
  )
  const isOurs = asked.valueKey?.startsWith(`${targetId} ${entity ?? ''} `) === true
  const events = isOurs ? asked.value : undefined
  return { events, error: asked.error, isCut: events !== undefined && events.length >= limit }
}
