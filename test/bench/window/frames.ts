import type { Browser, Page } from 'playwright-core'
import { tasksOf } from './tasks.ts'

/** The page's own, where the watching runs. */
declare const requestAnimationFrame: (next: (now: number) => void) => void

/** Frames by the page's own clock. A loaded machine makes them long too: hence the other page beside. */
export interface Frames {
  readonly frames: number
  readonly over50Ms: number
  readonly worstMs: number
}

export interface Watched extends Frames {
  /** Tasks of the page's main thread: what we do, whatever else the machine does. */
  readonly mainThread: {
    readonly tasks: number
    readonly over50MsOfCpu: number
    readonly worstCpuMs: number
    readonly cpuMsPerS: number
  }
  /** A page that only counts its frames, watched at the same time: what the machine alone does to them. */
  readonly reference: { readonly countingPage: Frames }
}

/** A page in a browser of its own that writes a number in each frame, so that it goes through all that a frame does. */
export async function countingPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  await page.setContent(
    '<p>0</p><script>const p = document.querySelector("p");' +
      'const next = () => { p.textContent = Number(p.textContent) + 1; requestAnimationFrame(next) }; next()</script>',
  )
  return page
}

/** Watches a page for a while, at its steady state. */
export async function watchFrames(
  browser: Browser,
  counting: Page,
  page: Page,
  seconds: number,
): Promise<Watched> {
  await browser.startTracing(page, { categories: ['toplevel'] })
  const [own, countingPage] = await Promise.all([framesOf(page, seconds), framesOf(counting, seconds)])
  const tasks = tasksOf((await browser.stopTracing()).toString())
  return {
    ...own,
    mainThread: {
      tasks: tasks.length,
      over50MsOfCpu: tasks.filter((cpuMs) => cpuMs > 50).length,
      worstCpuMs: round(Math.max(0, ...tasks)),
      cpuMsPerS: round(tasks.reduce((sum, cpuMs) => sum + cpuMs, 0) / seconds),
    },
    reference: { countingPage },
  }
}

async function framesOf(page: Page, seconds: number): Promise<Frames> {
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
  return {
    frames: lengths.length,
    over50Ms: lengths.filter((ms) => ms > 50).length,
    worstMs: Math.round(Math.max(...lengths)),
  }
}

const round = (value: number) => Math.round(value * 10) / 10
