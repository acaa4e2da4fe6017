import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Browser, Page } from 'playwright-core'
import { build, preview } from 'vite'
import { watchFrames } from './frames.ts'

/** Twelve live charts × 8 series × 500 points, moved on each second; beside it recharts alone with the same data. */
export async function measureCharts(browser: Browser, counting: Page, seconds: number) {
  const outDir = await mkdtemp(join(tmpdir(), 'orrery-bench-'))
  const root = fileURLToPath(new URL('page/', import.meta.url))
  const shared = { root, configFile: false as const, logLevel: 'error' as const, plugins: [react()] }
  try {
    await build({ ...shared, build: { outDir, emptyOutDir: true } })
    const server = await preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
    const url = server.resolvedUrls?.local[0] ?? ''
    const watch = async (query: string) => {
      const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
      await page.goto(url + query)
      await page.locator('svg path').nth(90).waitFor({ state: 'attached' })
      const frames = await watchFrames(browser, counting, page, seconds)
      await page.close()
      return frames
    }
    const ours = await watch('')
    const { reference, ...rechartsAlone } = await watch('?plain')
    const figures = {
      ...ours,
      reference: { ...ours.reference, rechartsAlone: { ...rechartsAlone, reference } },
    }
    await server.close()
    return figures
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}
