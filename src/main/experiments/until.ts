import type { RunEntry } from '../../shared/api/experiments.ts'
import { formatDuration } from '../../shared/base/format-time.ts'
import { asOrreryError, OrreryError } from '../../shared/base/errors.ts'
import type { RunLog } from './run-log.ts'

export interface Awaited {
  /** "every member owns its partitions" */
  readonly what: string
  holds(entries: readonly RunEntry[]): boolean
  readonly limitMs: number
}

/** Resolves when something holds of the log. @throws OrreryError `timeout` naming it, or the signal's reason */
export async function until(
  log: RunLog,
  { what, holds, limitMs }: Awaited,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const ask = () => {
    try {
      if (holds(log.entries)) resolve()
    } catch (thrown) {
      reject(asOrreryError(thrown))
    }
  }
  const late = () =>
    reject(
      new OrreryError('timeout', `Not within ${formatDuration(limitMs)}: ${what}`, {
        details: { limitMs },
      }),
    )
  const stop = () => reject(signal.reason)
  const timer = setTimeout(late, limitMs)
  signal.addEventListener('abort', stop, { once: true })
  using _lines = log.listen(ask)
  try {
    ask()
    await promise
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}
