import type { Page } from 'playwright-core'

/** The page's own, where the watching runs. */
declare const requestAnimationFrame: (next: (now: number) => void) => void

export interface Frames {
  readonly frames: number
  /** Frames that took more than 50 ms, by the page's own clock; a loaded machine adds to them. */
  readonly over50Ms: number
  readonly worstMs: number
  /** Of the page's main thread, per second watched: CPU, so steady under load. */
  readonly scriptMsPerS: number
  readonly taskMsPerS: number
}

/** Watches a page for a while, at its steady state. */
export async function watchFrames(page: Page, seconds: number): Promise<Frames> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
    return { script: of('ScriptDuration') * 1000, task: of('TaskDuration') * 1000 }
  }
  const before = await spent()
  const lengths = await page.evaluate(
    (limitMs) =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = []
        const started = performance.now()
        let last = started
        const next = (now: number) => {
          seen.push(now - last)
          last = now
          if (now - started < limitMs) requestAnimationFrame(next)
          else resolve(seen)
        }
        requestAnimationFrame(next)
      }),
    seconds * 1000,
  )
  const after = await spent()
  return {
    frames: lengths.length,
    over50Ms: lengths.filter((ms) => ms > 50).length,
    worstMs: Math.round(Math.max(...lengths)),
    scriptMsPerS: round((after.script - before.script) / seconds),
    taskMsPerS: round((after.task - before.task) / seconds),
  }
}

const round = (value: number) => Math.round(value * 10) / 10
