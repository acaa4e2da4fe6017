import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** A warm `npm start` to the first figures of a recorded history on screen; beside it, a Node that does nothing. */
export async function measureStart(browser: Browser, rounds: number) {
  await onceStarted(browser)
  const starts: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round++) {
    bare.push(await bareNode())
    starts.push(await onceStarted(browser))
  }
  return { warmStartToFirstDataMs: median(starts), reference: { bareNodeMs: median(bare) } }
}

async function onceStarted(browser: Browser): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'orrery-bench-'))
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const started = performance.now()
  const child = spawn(process.execPath, ['scripts/start.mjs', '--headless'], {
    cwd: root,
    env: { ...process.env, ORRERY_HOME: home },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  try {
    const [address] = (await once(createInterface(child.stdout), 'line')) as [string]
    const page = await context.newPage()
    await page.goto(address)
    await page
      .getByRole('navigation', { name: 'Targets' })
      .getByRole('link', { name: /demo-kafka/ })
      .click()
    await page.locator('dl dd').first().waitFor()
    return performance.now() - started
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
    await context.close()
    await rm(home, { recursive: true, force: true })
  }
}

async function bareNode(): Promise<number> {
  const started = performance.now()
  await once(spawn(process.execPath, ['-e', ''], { stdio: 'ignore' }), 'exit')
  return performance.now() - started
}

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN)
}
