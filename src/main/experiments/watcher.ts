import { setTimeout as sleep } from 'node:timers/promises'
import { withDeadline } from '../../shared/base/deadline.ts'
import { asOrreryError, type OrreryError } from '../../shared/base/errors.ts'

export interface WatchOptions {
  /** At most so often a second; never more than 10 times. */
  readonly hz: number
  /** One read takes no longer, ms. */
  readonly limitMs: number
  read(signal: AbortSignal): Promise<void>
  /** Told when reading begins to fail, not again while it fails the same way. */
  onFailure(error: OrreryError): void
}

const mostHz = 10

/** Reads again and again, never twice at once, until the signal aborts or the result is disposed of. */
export function watch({ hz, limitMs, read, onFailure }: WatchOptions, signal: AbortSignal): Disposable {
  const own = new AbortController()
  const stop = () => own.abort()
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  const everyMs = 1_000 / Math.min(hz, mostHz)
  let lastFailure: string | undefined

  async function once(): Promise<void> {
    let reading: Promise<void> | undefined
    try {
      await withDeadline(limitMs, 'a read of the cluster', own.signal, (stop) => (reading = read(stop)))
      lastFailure = undefined
    } catch (thrown) {
      const error = asOrreryError(thrown)
      if (!own.signal.aborted && error.message !== lastFailure) onFailure(error)
      lastFailure = error.message
      // one that doesn't hear its signal is not joined by a second
      await reading?.catch(() => undefined)
    }
  }

  async function forever(): Promise<void> {
    while (!own.signal.aborted) {
      const beganAt = performance.now()
      await once()
      const restMs = Math.max(0, everyMs - (performance.now() - beganAt))
      // aborting rejects: the loop ends by its condition
      await sleep(restMs, undefined, { signal: own.signal }).catch(() => undefined)
    }
    signal.removeEventListener('abort', stop)
  }

  void forever()
  return { [Symbol.dispose]: stop }
}
