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

/**
 * What changed in a stretch, of targets or of an entity of one. Asked anew when the stretch moves.
 * @param limit of each target
 */
export function useEvents(
  targetIds: readonly string[],
  stretch: Stretch,
  limit: number,
  entity?: string,
): EventsResult {
  const client = useClient()
  const { from, to } = stretch
  const whose = `${targetIds.join(' ')} ${entity ?? ''} `
  const asked = useAsked(`${whose}${limit} ${from} ${to}`, async (signal) => {
    const read = (targetId: string) =>
      client.call(
        'events.list',
        { targetId, from, to, limit, ...(entity === undefined ? {} : { entity }) },
        signal,
      )
    return together(await Promise.all(targetIds.map(read)), limit)
  })
  const { events, isCut } = (asked.valueKey?.startsWith(whose) === true ? asked.value : undefined) ?? {}
  return { events, error: asked.error, isCut: isCut === true }
}

/** Newest first. Where one target had more than the limit, nothing older than what it gave is told of the others. */
export function together(all: readonly (readonly EventRow[])[], limit: number) {
  const cut = all.filter((events) => events.length >= limit)
  const since = Math.max(-Infinity, ...cut.map((events) => events[events.length - 1]?.at ?? -Infinity))
  const events = all
    .flat()
    .filter(({ at }) => at >= since)
    .sort((a, b) => b.at - a.at)
  return { events, isCut: cut.length > 0 }
}
