import { useEffect, useState } from 'react'
import type { RunEntry } from '../../shared/api/experiments.ts'
import { asOrreryError } from '../../shared/base/errors.ts'
import type { OrreryError } from '../../shared/base/errors.ts'
import { useClient } from '../api/use-client.ts'

export interface RunLog {
  /** Oldest first, without a gap, as far as it was read. A new array when it grew. */
  readonly entries: readonly RunEntry[]
  readonly error: OrreryError | undefined
}

interface Held extends RunLog {
  readonly run: string | undefined
  /** How many were known when reading failed: the same is not asked again before there are more. */
  readonly failedAt?: number
}

const pageSize = 2000

/**
 * The log of a run, read page by page as it grows: what is known is never asked again.
 * @param known how many entries there are by now (`Run.entries`); undefined: asks for nothing
 */
export function useRunLog(run: string | undefined, known: number | undefined): RunLog {
  const client = useClient()
  const [log, setLog] = useState<Held>({ run, entries: [], error: undefined })
  const held: Held = log.run === run ? log : { run, entries: [], error: undefined }
  const from = held.entries.length
  const isBehind = known !== undefined && from < known && known !== held.failedAt
  useEffect(() => {
    if (run === undefined || !isBehind) return undefined
    const stop = new AbortController()
    client
      .call('runs.entries', { run, from, limit: pageSize }, stop.signal)
      .then((page) => {
        // an empty page would be asked for again and again
        if (page.length === 0) setLog({ ...held, failedAt: known })
        else setLog({ run, entries: [...held.entries, ...page], error: undefined })
      })
      .catch((thrown: unknown) => {
        if (!stop.signal.aborted) setLog({ ...held, error: asOrreryError(thrown), failedAt: known })
      })
    return () => stop.abort()
    // a log that grows meanwhile is asked on when this page is here
  }, [client, run, from, isBehind])
  return held
}
