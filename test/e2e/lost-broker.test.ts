import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import type { KafkaCluster } from '../../lab/kafka/cluster.ts'
import { livelyPlan } from '../../lab/traffic/kafka-plan.ts'
import { until } from '../../lab/until.ts'
import { openBrowser, openPage } from './support/browser.ts'
import { kpi, now } from './support/reading.ts'
import { served } from './support/served.ts'

let held: AsyncDisposableStack
let cluster: KafkaCluster
let browser: Browser

beforeAll(async () => {
  held = new AsyncDisposableStack()
  cluster = held.use(await lab.kafka({ brokers: 3 }))
  held.use(await lab.traffic(cluster, livelyPlan))
  browser = await openBrowser()
  held.defer(() => browser.close())
})

afterAll(() => held.disposeAsync())

test('a target is added, a broker lost, the moment before opened, and the present again', async () => {
  await using orrery = await served()
  const { page, errors } = await openPage(browser, orrery.address)

  await page.getByRole('link', { name: 'Add a target' }).first().click()
  await page.getByLabel('Connection string').fill(cluster.url)
  await page.getByLabel('Name', { exact: true }).fill('lost')
  await page.getByRole('button', { name: 'Test connection' }).click()
  await page.getByText('it works; nothing was saved').waitFor()
  await page.getByRole('button', { name: 'Add and observe' }).click()
  await now(page, 'Live')
  await kpi(page, 'Brokers', '3')
  await kpi(page, 'Under-replicated', '0')

  await page.getByRole('link', { name: 'Topics' }).click()
  await page.getByText('orders', { exact: true }).click()
  await page.getByText('Water levels').first().waitFor()
  const before = new Date()
  // one whole sample lies between the moment to come back to and the loss
  await laterThan(page, before)

  await cluster.server(2).kill('SIGKILL')
  await page.getByRole('link', { name: 'Overview' }).click()
  const word = page.getByRole('navigation', { name: 'Targets' }).getByText(/\d+ findings?/)
  await word.waitFor({ timeout: 60_000 })
  await kpi(page, 'Brokers', '2 of 3')
  await page.getByRole('link', { name: 'Findings' }).click()
  await page
    .getByText(/broker 2/i)
    .first()
    .waitFor()

  await page.getByRole('link', { name: 'Overview' }).click()
  await page.keyboard.press('g')
  await page.getByLabel('Go to', { exact: true }).fill(clock(before))
  await page.getByRole('button', { name: 'Go', exact: true }).click()
  await now(page, 'You are looking at')
  await kpi(page, 'Brokers', '3')
  await kpi(page, 'Under-replicated', '0')
  expect(page.url()).toContain('at=')

  // the address, instant included, opens the same moment in another window
  const other = await page.context().newPage()
  await other.goto(page.url())
  await now(other, 'You are looking at')
  await kpi(other, 'Brokers', '3')

  await page.keyboard.press('l')
  await now(page, 'Live')
  await kpi(page, 'Brokers', '2 of 3')

  await cluster.server(2).restart()
  await kpi(page, 'Brokers', '3')
  await word.waitFor({ state: 'detached', timeout: 90_000 })
  expect(errors).toEqual([])
})

/** Waits until the newest sample on screen is later. */
async function laterThan(page: Page, than: Date): Promise<void> {
  const shown = async () => /\d\d:\d\d:\d\d/.exec((await page.locator('[data-now]').textContent()) ?? '')?.[0]
  await until('a later sample is shown', async () => ((await shown()) ?? '') > clock(than), {
    withinMs: 30_000,
  })
}

const clock = (at: Date) => at.toTimeString().slice(0, 8)
