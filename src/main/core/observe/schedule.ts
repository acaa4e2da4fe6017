/** The next instant of a cadence that began at `dueAt`, after `now`: late samples don't shift those that follow. */
export function nextDue(dueAt: number, intervalMs: number, now: number): number {
  // a clock that was set back would otherwise leave a long silence
  if (dueAt - now > intervalMs) return now + intervalMs
  return dueAt + intervalMs * Math.max(1, Math.ceil((now - dueAt + 1) / intervalMs))
}

/** How long to wait before try number `tries + 1`, doubled each time. */
export function backoffMs(tries: number, [first, longest]: readonly [number, number]): number {
  return Math.min(first * 2 ** Math.max(0, tries - 1), longest)
}

/** Until the instant (epoch ms), or earlier when one of the signals aborts. Never rejects. */
export async function waitUntil(at: number, ...signals: readonly AbortSignal[]): Promise<void> {
  if (signals.some((signal) => signal.aborted)) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const stop = () => resolve()
  const timer = setTimeout(stop, Math.max(0, at - Date.now()))
  for (const signal of signals) signal.addEventListener('abort', stop, { once: true })
  await promise
  clearTimeout(timer)
  for (const signal of signals) signal.removeEventListener('abort', stop)
}
