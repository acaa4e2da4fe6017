import { useEffect, useMemo, useState } from 'react'
import type { Difference } from '../../../shared/api/compare.ts'
import { useClient } from '../../api/use-client.ts'
import type { Comparing } from './comparing.ts'

/** Of one group; a list of more is read by nobody. */
const most = 10_000

interface Asked {
  /** The moments it was asked for. */
  readonly key: string
  readonly differences: readonly Difference[]
}

/**
 * All entities of the groups that are wanted, asked for one group after the other. Those of the moments before stay
 * until the new ones come.
 */
export function useGroupParts(
  { request, key }: Comparing,
  wanted: readonly string[],
): ReadonlyMap<string, readonly Difference[]> {
  const client = useClient()
  const [asked, setAsked] = useState<ReadonlyMap<string, Asked>>(new Map())
  const next = wanted.find((id) => asked.get(id)?.key !== key)
  useEffect(() => {
    if (next === undefined) return undefined
    const stop = new AbortController()
    const keep = (differences: readonly Difference[]) =>
      setAsked((all) => new Map(all).set(next, { key, differences }))
    const read = async () => {
      try {
        keep(await client.call('compare.group', { ...request, group: next, limit: most }, stop.signal))
      } catch {
        // what was told with the group stays; a line below it says that more are left
        if (!stop.signal.aborted) keep(asked.get(next)?.differences ?? [])
      }
    }
    void read()
    return () => stop.abort()
  }, [client, next, key])
  return useMemo(
    () =>
      new Map(
        [...asked]
          .filter(([, { differences }]) => differences.length > 0)
          .map(([id, each]) => [id, each.differences]),
      ),
    [asked],
  )
}
