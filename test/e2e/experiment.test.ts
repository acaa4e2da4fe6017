import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import { until } from '../../lab/until.ts'
import { ZooKeeperClient } from '../../lab/zookeeper/client.ts'
import type { Ensemble } from '../../lab/zookeeper/ensemble.ts'
import { openBrowser, openPage } from './support/browser.ts'
import { press, tabTo } from './support/keyboard.ts'
import { now } from './support/reading.ts'
import { served } from './support/served.ts'

let held: AsyncDisposableStack
let ensemble: Ensemble
let browser: Browser

beforeAll(async () => {
  held = new AsyncDisposableStack()
  ensemble = held.use(await lab.zookeeper({ voters: 3 }))
  browser = await openBrowser()
  held.defer(() => browser.close())
})

afterAll(() => held.disposeAsync())

test('by the keyboard alone: allowed, predicted, run, judged, replayed, exported, and nothing is left', async () => {
  await using orrery = await served()
  const { page, errors } = await openPage(browser, orrery.address)
  await addTarget(page, ensemble.url)

  // chosen through Find anything
  await page.keyboard.press('Control+k')
  await page.keyboard.type('experiment Watches')
  await page.getByRole('option', { name: /^experiment Watches/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Watches' }).waitFor()

  // nothing may be started without permission, and the page says so
  const start = page.getByRole('button', { name: 'Start' })
  await page.getByRole('status').getByText('is only observed').waitFor()
  expect(await start.getAttribute('aria-disabled')).toBe('true')
  await press(page, 'button', 'Allow experiments…')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('named orrery.x.…').waitFor()
  await press(page, 'button', 'Allow experiments')
  await dialog.waitFor({ state: 'detached' })

  // nor without a prediction
  await page.getByRole('status').getByText('Predict first').waitFor({ timeout: 30_000 })
  await tabTo(page, page.getByRole('radio', { name: 'Just 1' }))
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('status').getByText('You say: More than 1').waitFor()
  await tabTo(page, start)
  await expect.poll(() => start.getAttribute('aria-disabled'), { timeout: 30_000 }).toBeNull()
  await page.keyboard.press('Enter')
  await page.waitForURL(/#\/x\/run\//)

  await page.getByText('came true').waitFor({ timeout: 60_000 })
  await page.getByText('listed again: nothing is left').waitFor({ timeout: 60_000 })
  await page.getByRole('region', { name: 'Verdict' }).getByText('as predicted').waitFor()
  expect(await leftOn(ensemble)).toEqual([])

  await replay(page)
  await readReport(page)

  // the recording outlives the window, and needs no cluster
  await press(page, 'link', /^Runs/)
  const runs = page.getByRole('grid', { name: 'Runs' })
  // its own run stands above those of the recordings
  await runs.getByText('Watches').first().waitFor()
  await tabTo(page, runs)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByText('came true').waitFor()
  expect(errors).toEqual([])
})

test('Orrery is killed in the middle of a run: the next one asks, removes what was left, and proves it', async () => {
  const home = await mkdtemp(join(tmpdir(), 'orrery-e2e-'))
  await using after = new AsyncDisposableStack()
  after.defer(() => rm(home, { recursive: true, force: true }))
  {
    await using first = await served([], home)
    const { page } = await openPage(browser, first.address)
    await addTarget(page, ensemble.url)
    await allowedPage(page, 'zookeeper/locks')
    await page.getByRole('radio', { name: 'I don’t know' }).check()
    await page.getByRole('button', { name: 'Start', disabled: false }).click({ timeout: 30_000 })
    await page
      .getByRole('option', { name: /Owns the lock/ })
      .first()
      .waitFor({ timeout: 30_000 })
    expect(await leftOn(ensemble)).not.toEqual([])
    process.kill(first.pid, 'SIGKILL')
    await page.close()
  }
  await using second = await served([], home)
  const { page, errors } = await openPage(browser, second.address)
  const banner = page.getByRole('alert').filter({ hasText: 'ended without cleaning up' })
  await banner.getByText(/znode orrery\.x\.1-/).waitFor({ timeout: 30_000 })
  expect(await leftOn(ensemble)).not.toEqual([])
  await banner.getByRole('button', { name: /^Remove/ }).click()
  await banner.waitFor({ state: 'detached', timeout: 60_000 })
  expect(await leftOn(ensemble)).toEqual([])
  await page.goto(`${new URL(second.address).origin}/#/x/runs`)
  await page.getByRole('grid', { name: 'Runs' }).getByText('interrupted', { exact: true }).waitFor()
  expect(errors).toEqual([])
})

test('it waits before each step, and can be stopped; all variants follow each other and stand side by side', async () => {
  await using orrery = await served()
  const { page, errors } = await openPage(browser, orrery.address)
  await addTarget(page, ensemble.url)
  await allowedPage(page, 'zookeeper/watches')
  await page.getByRole('radio', { name: 'step by step' }).click()
  await page.getByRole('radio', { name: 'I don’t know' }).check()
  await page.getByRole('button', { name: 'Start', disabled: false }).click({ timeout: 30_000 })
  await page.getByText('held before step 1 of').waitFor({ timeout: 30_000 })
  expect(await leftOn(ensemble)).toEqual([])
  await page.keyboard.press('n')
  await page.getByText('held before step 2 of').waitFor({ timeout: 30_000 })
  expect(await leftOn(ensemble)).not.toEqual([])
  await page.getByRole('button', { name: 'Stop and clean up' }).click()
  await page.getByText('stopped', { exact: true }).waitFor({ timeout: 30_000 })
  await page.getByText('listed again: nothing is left').waitFor({ timeout: 30_000 })
  expect(await leftOn(ensemble)).toEqual([])

  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('radio', { name: 'Exactly 10' }).check()
  await page.getByRole('button', { name: 'Run all 5 variants', disabled: false }).click({ timeout: 30_000 })
  // whoever watches is taken along to the last of them
  await page.getByRole('heading', { name: 'Watches, run 6' }).waitFor({ timeout: 90_000 })
  await page.getByText('listed again: nothing is left').waitFor({ timeout: 30_000 })
  const variants = page.getByRole('region', { name: 'Variants side by side' })
  await variants.getByText('this run').waitFor()
  expect(await variants.getByText('not run so').count()).toBe(0)
  expect(await variants.getByRole('link', { name: /^run \d$/ }).count()).toBe(4)
  expect(await leftOn(ensemble)).toEqual([])
  expect(errors).toEqual([])
})

/** An experiment's page, on a target that may be experimented on. */
async function allowedPage(page: Page, experiment: string): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/#/x/${experiment}`)
  await page.getByRole('button', { name: 'Allow experiments…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Allow experiments' }).click()
  await page.getByText('experiments allowed').first().waitFor()
}

async function addTarget(page: Page, url: string): Promise<void> {
  await press(page, 'link', 'Add a target')
  await tabTo(page, page.getByLabel('Connection string'))
  await page.keyboard.type(url)
  await press(page, 'button', 'Add and observe')
  await now(page, 'Live')
}

/** From the start to the end at speed, and event by event: what is listed is what had happened by then. */
async function replay(page: Page): Promise<void> {
  const listed = page.getByRole('listbox', { name: /Events/ })
  const time = page.getByRole('slider', { name: 'Instant of the run' })
  const at = async () => Number(await time.getAttribute('aria-valuenow'))
  const end = await at()
  await page.keyboard.press('Home')
  await expect.poll(at).toBe(0)
  const first = await listed.getByRole('option').count()
  await page.keyboard.press('ArrowRight')
  await expect.poll(at).toBeGreaterThan(0)
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => listed.getByRole('option').count()).toBeGreaterThan(first)
  await page.keyboard.press('ArrowLeft')
  for (let faster = 0; faster < 4; faster++) await page.keyboard.press('+')
  await page.keyboard.press('Space')
  await until('the replay has come to the end', async () => (await at()) === end, { withinMs: 20_000 })
}

/** The report is one file that says everything and fetches nothing. */
async function readReport(page: Page): Promise<void> {
  await press(page, 'button', 'Export')
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /Report/ }).waitFor()
  await page.keyboard.press('Enter')
  const download = await downloading
  expect(download.suggestedFilename()).toBe('orrery-run-1-zookeeper-watches.html')
  const html = await readFile(await download.path(), 'utf8')
  expect(html).not.toMatch(/<script|\ssrc=/)
  for (const said of [
    'How many notifications does it get?',
    'predicted before the start',
    '<svg',
    'proven gone',
  ])
    expect(html).toContain(said)
  const other = await page.context().newPage()
  const complaints: string[] = []
  other.on('console', (message) => complaints.push(message.text()))
  await other.setContent(html)
  await other.getByRole('heading', { name: 'Watches, run 1' }).waitFor()
  expect(complaints).toEqual([])
  await other.close()
}

/** What the ensemble itself says is there. */
async function leftOn({ url }: Ensemble): Promise<readonly string[]> {
  const endpoint = url.replace(/^.*:\/\//, '').split(/[,/]/)[0] ?? ''
  await using witness = await ZooKeeperClient.open(endpoint)
  return (await witness.children('/')).filter((name) => name.startsWith('orrery.'))
}
