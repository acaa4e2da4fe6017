import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import type { RabbitCluster } from '../../lab/rabbitmq/cluster.ts'
import { livelyRabbitPlan } from '../../lab/traffic/rabbit-plan.ts'
import { until } from '../../lab/until.ts'
import { openBrowser, openPage } from './support/browser.ts'
import { tabTo } from './support/keyboard.ts'
import { kpi, now } from './support/reading.ts'
import { served, type Served } from './support/served.ts'

let browser: Browser
let cluster: RabbitCluster
let traffic: AsyncDisposable
let orrery: Served
let page: Page
let errors: string[]

beforeAll(async () => {
  browser = await openBrowser()
  cluster = await lab.rabbit()
  traffic = await lab.rabbitTraffic(cluster, livelyRabbitPlan)
  orrery = await served([cluster.url])
  ;({ page, errors } = await openPage(browser, orrery.address))
  await page
    .getByRole('navigation', { name: 'Targets' })
    .getByRole('link', { name: /127\.0\.0\.1/ })
    .click()
  await now(page, 'Live')
  await kpi(page, 'Nodes', '3')
}, 120_000)

afterAll(async () => {
  await browser.close()
  await orrery[Symbol.asyncDispose]()
  await traffic[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

const soon = { timeout: 40_000 }
const said = (text: RegExp) => page.getByRole('status').filter({ hasText: text })
const box = (name: RegExp) => page.getByRole('button', { name })
const tab = (name: string) =>
  page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click()

test('dead letters that end in nothing are seen, with the way that lost them, and a moment ago they did not', async () => {
  await tab('Topology')
  await box(/^queue orders\.billing, quorum/).waitFor(soon)
  await page.getByText('end in nothing').waitFor({ state: 'detached' })
  const before = new Date()
  await laterThan(before)

  const bound = 'bindings/shop/e/dead/q/dead.orders'
  await cluster.management(1).get(`${bound}/%23`, { method: 'DELETE' })
  await said(/Dead letters of orders\.billing, orders\.ledger and orders\.shipping end in nothing/).waitFor(
    soon,
  )
  await box(/^exchange dead, topic, routes nowhere/).click()
  await page.getByText('orders.billing, orders.ledger +1').waitFor()

  await goTo(before)
  await now(page, 'You are looking at')
  await box(/^exchange dead, topic, \S+ a second in, leads to 1/).waitFor(soon)
  await page.keyboard.press('l')
  await now(page, 'Live')
  await cluster.management(1).get(bound, { method: 'POST', body: { routing_key: '#' } })
  await said(/end in nothing/).waitFor({ state: 'detached', ...soon })
  expect(errors).toEqual([])
})

test('the routing tester foretells what a message really reaches, by keys alone', async () => {
  const bindings = { 'trial.all': 'order.#', 'trial.paid': '*.*.paid', 'trial.eu': 'order.eu.*' }
  await using _trial = await declared('trial', bindings)
  await tab('Topology')
  await box(/^exchange trial, topic/).waitFor(soon)
  await page.getByLabel('Exchange', { exact: true }).selectOption('trial')
  const key = page.getByLabel('Routing key')
  await tabTo(page, key)
  for (const asked of ['order.eu.paid', 'order.us.paid', 'order.us.shipped', 'order', 'refund']) {
    await key.fill(asked)
    await said(/bindings match/).waitFor()
    const foretold = await page.locator('li:has([aria-label="matches"]) a').allTextContents()
    expect(foretold.toSorted(), asked).toEqual(await reachedBy('trial', asked, Object.keys(bindings)))
  }
  await key.fill('order.us.payd')
  await page.getByText('nearly: word 3 is payd, not paid').waitFor()
  expect(errors).toEqual([])
})

test('who holds a queue’s messages is named down to the channel', async () => {
  await tab('Queues')
  await page.getByRole('link', { name: 'documents.import', exact: true }).click()
  const consumers = page.getByRole('grid', { name: 'Consumers' })
  await consumers.getByText('importer', { exact: true }).first().waitFor(soon)
  await said(/importer from 127\.0\.0\.1:\d+ holds \d+ messages and acknowledges none/).waitFor({
    timeout: 90_000,
  })
  await consumers.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('grid', { name: 'Channels' }).getByText('importer').waitFor(soon)
  expect(errors).toEqual([])
})

test('a memory alarm of one node: who has it, and whose publishers it holds back', async () => {
  await tab('Overview')
  await cluster.setMemoryAlarm(2)
  await said(/rabbit-2@localhost: memory alarm/).waitFor(soon)
  await tab('Connections')
  await said(/connections are blocked: .*click-tracker/).waitFor(soon)
  await cluster.clearMemoryAlarm(2)
  await said(/connections are blocked/).waitFor({ state: 'detached', ...soon })
  await tab('Overview')
  await said(/memory alarm/).waitFor({ state: 'detached', ...soon })
  expect(errors).toEqual([])
})

test('a node that hangs is named, its members count no longer, and the others go on being seen', async () => {
  await tab('Overview')
  await cluster.server(3).pause()
  try {
    await said(/rabbit-3@localhost hangs since/).waitFor(soon)
    await kpi(page, 'Nodes', '2 of 3')
    const row = page.getByRole('grid', { name: 'Nodes' }).getByRole('row', { name: /rabbit-1@localhost/ })
    await row.getByText('running').waitFor()
    await tab('Quorum queues')
    await said(/queues? stops? if one more member goes/)
      .filter({ hasText: 'rabbit-3@localhost' })
      .waitFor(soon)
  } finally {
    await cluster.server(3).resume()
  }
  await tab('Overview')
  await said(/hangs since/).waitFor({ state: 'detached', ...soon })
  expect(errors).toEqual([])
})

/** A topic exchange and queues of its own, gone afterwards. */
async function declared(
  exchange: string,
  bindings: Readonly<Record<string, string>>,
): Promise<AsyncDisposable> {
  const management = cluster.management(1)
  await management.get(`exchanges/shop/${exchange}`, { method: 'PUT', body: { type: 'topic' } })
  for (const [queue, routing_key] of Object.entries(bindings)) {
    await management.get(`queues/shop/${queue}`, { method: 'PUT', body: {} })
    await management.get(`bindings/shop/e/${exchange}/q/${queue}`, { method: 'POST', body: { routing_key } })
  }
  return {
    async [Symbol.asyncDispose]() {
      await management.get(`exchanges/shop/${exchange}`, { method: 'DELETE' })
      for (const queue of Object.keys(bindings))
        await management.get(`queues/shop/${queue}`, { method: 'DELETE' })
    },
  }
}

/** Publishes one message, and takes it out again wherever it came. */
async function reachedBy(
  exchange: string,
  key: string,
  queues: readonly string[],
): Promise<readonly string[]> {
  const management = cluster.management(1)
  const message = { properties: {}, routing_key: key, payload: key, payload_encoding: 'string' }
  await management.get(`exchanges/shop/${exchange}/publish`, { method: 'POST', body: message })
  const taken = await Promise.all(
    queues.map((queue) =>
      management.get<readonly unknown[]>(`queues/shop/${queue}/get`, {
        method: 'POST',
        body: { count: 1, ackmode: 'ack_requeue_false', encoding: 'auto' },
      }),
    ),
  )
  return queues.filter((_, index) => (taken[index]?.length ?? 0) > 0).toSorted()
}

async function goTo(at: Date): Promise<void> {
  await page.keyboard.press('g')
  await page.getByLabel('Go to', { exact: true }).fill(clock(at))
  await page.getByRole('button', { name: 'Go', exact: true }).click()
}

/** Waits until the newest sample on screen is later. */
async function laterThan(than: Date): Promise<void> {
  const shown = async () => /\d\d:\d\d:\d\d/.exec((await page.locator('[data-now]').textContent()) ?? '')?.[0]
  await until('a later sample is shown', async () => ((await shown()) ?? '') > clock(than), {
    withinMs: 30_000,
  })
}

const clock = (at: Date) => at.toTimeString().slice(0, 8)
