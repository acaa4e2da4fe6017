import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActiveMqDeployment } from '../../lab/activemq/deployment.ts'
import { fillQueue, Stranded } from '../../lab/activemq/drills.ts'
import { lab } from '../../lab/index.ts'
import { until } from '../../lab/until.ts'
import { openBrowser, openPage } from './support/browser.ts'
import { press } from './support/keyboard.ts'
import { kpi, now } from './support/reading.ts'
import { served } from './support/served.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

/** Two samples, and what a rule or a view waits before it claims something. */
const seenMs = 45_000

describe('a network of two brokers', () => {
  const started = new AsyncDisposableStack()
  let network: ActiveMqDeployment
  let page: Page
  let errors: readonly string[]

  // one network and one Orrery for both tests: each leaves them as it found them
  beforeAll(async () => {
    network = started.use(await lab.activemqNetwork())
    const orrery = started.use(await served([network.url]))
    ;({ page, errors } = await openTarget(orrery.address))
    await kpi(page, 'Brokers', '2')
    await kpi(page, 'Bridges', '1')
  })

  afterAll(() => started.disposeAsync())

  test('stranded messages are seen: on which broker, who waits for them, and when it is over', async () => {
    await tab(page, 'Network')
    const drawing = page.getByRole('group', { name: /^Network of 2 brokers/ })
    await says(drawing, 'B to A, both ways, up')
    const before = new Date()

    await using stranded = await Stranded.make(network, { queue: 'transfers' })
    const said = page.getByRole('status').filter({ hasText: 'transfers is stranded on B.' })
    await said.waitFor({ timeout: seenMs })
    // the worst is drawn without being asked for: who holds, who has consumers
    await says(drawing, `B holds ${stranded.messages} with 0 consumers of its own`)
    await says(drawing, 'A holds 0 with 1 consumer of its own')
    await drawing.getByText('waits in vain').waitFor()
    expect(stranded.heardAtA).toBe(0)

    // from the broker's row to the queue: a bridge is all that consumes there
    const byBroker = page.getByRole('grid', { name: 'transfers on each broker' })
    await byBroker.getByRole('link', { name: 'B' }).click()
    await kpi(page, 'Held', String(stranded.messages))
    await page.getByRole('status').filter({ hasText: 'A consumer on B gets them at once' }).waitFor()
    const subscriptions = page.getByRole('region', { name: 'Subscriptions' })
    await subscriptions.getByText('0 of applications, 1 of bridges').waitFor()

    await goTo(page, before)
    await now(page, 'You are looking at')
    await tab(page, 'Network')
    await said.waitFor({ state: 'detached' })
    await page.keyboard.press('l')
    await said.waitFor()

    await stranded.rescue()
    await said.waitFor({ state: 'detached', timeout: seenMs })
    expect(errors).toEqual([])
  })

  test('a bridge that is stopped is named, and a broker that hangs harms the page of no other', async () => {
    await tab(page, 'Network')
    await network.stopBridge()
    const cut = page.getByRole('status').filter({ hasText: 'nc-B of B has no bridge to A' })
    await cut.waitFor({ timeout: seenMs })
    await network.startBridge()
    await cut.waitFor({ state: 'detached', timeout: seenMs })

    await network.server(1).pause()
    const hung = page.getByRole('status').filter({ hasText: 'A hangs' })
    await hung.waitFor({ timeout: seenMs })
    await tab(page, 'Overview')
    await kpi(page, 'Brokers', '1 of 2')
    const limits = page.getByRole('grid', { name: 'Brokers and their limits' })
    expect(await limits.getByRole('row', { name: /^A hangs/ }).textContent()).toContain('?')
    expect(await limits.getByRole('row', { name: /^B serves/ }).textContent()).not.toContain('?')
    await network.server(1).resume()
    await kpi(page, 'Brokers', '2')
    expect(errors).toEqual([])
  })
})

test('who holds a queue’s messages and acknowledges none is found by the keyboard alone', async () => {
  await using single = await lab.activemq()
  await using hoarder = await single.stomp(single.server(1), 'hoarder')
  hoarder.subscribe({ destination: '/queue/jobs', prefetch: 40 }, () => undefined)
  await fillQueue(single, single.server(1), 'jobs', { messages: 100 })
  await using orrery = await served([single.url])
  const { page, errors } = await openTarget(orrery.address)

  await press(page, 'link', 'Destinations')
  await page.getByRole('radio', { name: 'troubled' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('jobs')
  const list = page.getByRole('grid', { name: 'Destinations' })
  await list.getByText('not acknowledged').waitFor({ timeout: seenMs })
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')

  await kpi(page, 'Held', '100')
  await page
    .getByRole('img', { name: '40 with hoarder, who acknowledges nothing; 60 wait at the broker' })
    .waitFor()
  const row = page.getByRole('grid', { name: 'Subscriptions' }).getByRole('row', { name: /hoarder/ })
  await row.getByText('acks nothing').waitFor()
  expect(await row.textContent()).toContain('of 40')
  expect(errors).toEqual([])
})

test('master and slave: who holds the lock, who may wait for it, and what can’t be known', async () => {
  await using pair = await lab.activemqPair()
  await using orrery = await served([pair.url])
  const { page, errors } = await openTarget(orrery.address)
  const master = (await pair.master()) ?? expect.fail('nobody serves')
  const slave = pair.servers.find((each) => each !== master) ?? expect.fail('the pair is one')
  await tab(page, 'Master and slave')
  const lock = page.getByRole('group', { name: /^Lock of pair/ })
  await says(lock, `${master.endpoint} holds the lock`)
  await says(lock, `${slave.endpoint} never answered: may wait for the lock`)

  await master.kill('SIGKILL')
  await says(lock, `${slave.endpoint} holds the lock`)
  await says(lock, `${master.endpoint} waits for the lock, or is dead`)
  await page.getByText('What can’t be known:').waitFor()

  // it waits for the lock now; the one that has it is paused: nobody takes over, and nobody is called dead
  await master.launch()
  await slave.pause()
  await says(lock, `${slave.endpoint} hangs, may hold the lock`)
  await says(lock, `${master.endpoint} waits for the lock, or is dead`)
  await slave.resume()
  await says(lock, `${slave.endpoint} holds the lock`)
  expect(errors).toEqual([])
})

async function openTarget(address: string): Promise<{ page: Page; errors: string[] }> {
  const opened = await openPage(browser, address)
  await opened.page
    .getByRole('navigation', { name: 'Targets' })
    .getByRole('link', { name: /127\.0\.0\.1/ })
    .click()
  await now(opened.page, 'Live')
  return opened
}

const tab = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click()

/** Waits until a drawing's own words hold this. */
async function says(drawing: Locator, words: string): Promise<void> {
  const label = async () => (await drawing.getAttribute('aria-label')) ?? ''
  await until(`the drawing says “${words}”`, async () => (await label()).includes(words), {
    ...{ withinMs: seenMs, everyMs: 250, seen: label },
  })
}

async function goTo(page: Page, at: Date): Promise<void> {
  await page.keyboard.press('g')
  await page.getByLabel('Go to', { exact: true }).fill(at.toTimeString().slice(0, 8))
  await page.getByRole('button', { name: 'Go', exact: true }).click()
}
