/** As in Chromium's trace event format: `ts`, `dur` (wall) and `tdur` (CPU of the thread) in microseconds. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/**
 * The tasks of the busiest page's main thread, each by the CPU it took, ms.
 * @param trace of the category `toplevel`
 */
export function tasksOf(trace: string): readonly number[] {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] }
  const tasks = new Map<string, number[]>()
  for (const event of traceEvents)
    if (event.name === 'thread_name' && event.args?.name === 'CrRendererMain') tasks.set(threadOf(event), [])
  for (const event of traceEvents)
    // one that had not ended when the trace did has no length
    if (event.ph === 'X' && event.name === 'ThreadControllerImpl::RunTask' && event.dur !== undefined)
      tasks.get(threadOf(event))?.push((event.tdur ?? event.dur) / 1000)
  const sum = (cpuMs: readonly number[]) => cpuMs.reduce((total, each) => total + each, 0)
  return [...tasks.values()].sort((a, b) => sum(b) - sum(a))[0] ?? []
}

const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
