import type { FromWorker, ToWorker } from './traffic.ts'

export interface Work<Stats> {
  /** Whether everything that was planned is under way. */
  isFlowing(): boolean
  stats(): Stats
  stop(): Promise<void>
}

const tellEveryMs = 250

/** The worker's end of `Traffic`: starts what it is told, tells its figures, ends with its parent. */
export function runWorker<Plan, Stats>(start: (plan: Plan) => Promise<Work<Stats>>): void {
  const tell = (message: FromWorker<Stats>) => {
    if (process.connected) process.send?.(message)
  }
  let work: Work<Stats> | undefined
  const report = () => {
    if (!work) return
    tell({ event: 'stats', stats: work.stats() })
    if (work.isFlowing()) tell({ event: 'ready' })
  }
  const begin = async (plan: Plan) => {
    work = await start(plan)
    setInterval(report, tellEveryMs)
  }
  const end = async () => {
    await work?.stop()
    process.exit(0)
  }
  // clients of clusters that are being killed throw in many places; the traffic goes on
  process.on('unhandledRejection', () => {})
  process.on('disconnect', () => process.exit(0))
  process.on('message', (raw) => {
    const message = raw as ToWorker<Plan>
    if (message.do === 'stop') void end().catch(() => process.exit(1))
    else begin(message.plan).catch((error: unknown) => tell({ event: 'failed', message: String(error) }))
  })
}
