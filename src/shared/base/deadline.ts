import { OrreryError } from './errors.ts'

/**
 * Runs `work` with at most `limitMs`; whatever hangs is left behind, not waited for.
 * Not AbortSignal.any + AbortSignal.timeout: those keep 100,000 quick calls alive until their timers fire.
 * @param what names the work in the error: "No answer from {what} in 2000 ms"
 * @throws OrreryError `timeout`, or the parent's abort reason
 */
export async function withDeadline<T>(
  limitMs: number,
  what: string,
  parent: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  parent.throwIfAborted()
  const own = new AbortController()
  const { promise: stopped, reject } = Promise.withResolvers<never>()
  const stop = (why: unknown) => {
    own.abort(why)
    reject(why)
  }
  const timer = setTimeout(
    () =>
      stop(new OrreryError('timeout', `No answer from ${what} in ${limitMs} ms`, { details: { limitMs } })),
    limitMs,
  )
  const onParent = () => stop(parent.reason)
  parent.addEventListener('abort', onParent, { once: true })
  try {
    return await Promise.race([work(own.signal), stopped])
  } finally {
    clearTimeout(timer)
    parent.removeEventListener('abort', onParent)
  }
}
