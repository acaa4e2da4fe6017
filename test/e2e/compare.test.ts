import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage } from './support/browser.ts'
import { press, tabTo } from './support/keyboard.ts'
import { kpi, now } from './support/reading.ts'
import { served, type Served } from './support/served.ts'

let browser: Browser
let orrery: Served

beforeAll(async () => {
  orrery = await served()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  await orrery[Symbol.asyncDispose]()
})

const bar = (page: Page) => page.getByRole('region', { name: 'Comparison' })
const marks = (page: Page) => page.locator('main [data-mark]')
const tree = (page: Page) => page.getByRole('tree', { name: 'Differences' })
const table = (page: Page, name: string) => page.getByRole('grid', { name, exact: true })

test('a moment is pinned before a broker is lost; from there on every page marks what differs', async () => {
  const { page, errors } = await openPage(browser, orrery.address)
  await open(page, 'demo-kafka')
  await kpi(page, 'Brokers', '3')
  expect(await marks(page).count()).toBe(0)
  await page.keyboard.press('c')
  await bar(page).getByText('This is that moment').waitFor()
  await pinBeginning(page)
  await whileLost(page)

  const pinned = new URL(page.url().replace('#', '')).searchParams.get('vs')
  // the bar counts, the time bar shows both moments
  await bar(page)
    .getByRole('link', { name: /topology/ })
    .waitFor()
  await bar(page)
    .getByText(/before$/)
    .waitFor()
  expect(await page.locator('[aria-label="Instant"]').getByText('The moment compared with').count()).toBe(1)

  // the other moment is dragged on the time bar, the instant on screen stays
  const strip = await page.getByRole('slider', { name: 'Instant' }).boundingBox()
  const held = await page.locator('[aria-label="Instant"] g:has(> title)').boundingBox()
  if (strip === null || held === null) throw new Error('The time bar is not drawn')
  const shown = new URL(page.url().replace('#', '')).searchParams.get('at')
  await page.mouse.move(held.x + held.width / 2, held.y + 10)
  await page.mouse.down()
  await page.mouse.move(strip.x + strip.width / 8, held.y + 10, { steps: 4 })
  await page.mouse.up()
  const asked = () => new URL(page.url().replace('#', '')).searchParams
  await expect.poll(() => asked().get('vs')).not.toBe(pinned)
  expect(asked().get('at')).toBe(shown)

  // a table of topics tells where something under them differs, and by what
  const topics = table(page, 'Partitions in trouble')
  await topics.locator('[data-mark="inside"]').first().waitFor()
  expect(await topics.locator('[data-mark]').first().getAttribute('aria-label')).toMatch(
    /^\d+ parts? differs?: .*ISR/,
  )

  await tab(page, 'Brokers')
  const lost = table(page, 'Brokers').locator('[data-mark]')
  await lost.first().waitFor()
  expect(await lost.evaluateAll((all) => all.map((each) => each.getAttribute('data-mark')))).toEqual(['gone'])
  expect(await lost.getAttribute('aria-label')).toMatch(/^gone: was there at /)
  await table(page, 'Brokers').getByRole('button', { name: 'Only rows that differ' }).click()
  await until(() => table(page, 'Brokers').locator('[role=row][aria-selected]').count(), 1)

  await tab(page, 'Topics')
  await page.getByRole('link', { name: 'orders', exact: true }).click()
  await page.getByRole('radio', { name: 'Partitions' }).click()
  const partition = table(page, 'Partitions').locator('[data-mark="changed"]').first()
  await partition.hover()
  await page
    .getByRole('tooltip')
    .getByText(/ISR .* → /)
    .waitFor()

  await page.keyboard.press('Escape')
  await bar(page).waitFor({ state: 'detached' })
  expect(await marks(page).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Differences', exact: true }).count()).toBe(0)
  expect(errors).toEqual([])
})

test('the list names what differs, and what is gone is followed to where it was', async () => {
  const { page, errors } = await openPage(browser, orrery.address)
  await open(page, 'demo-kafka')
  await kpi(page, 'Brokers', '3')
  await page.keyboard.press('c')
  await pinBeginning(page)
  await whileLost(page)
  await bar(page)
    .getByRole('link', { name: /topology/ })
    .click()
  await tree(page)
    .getByText(/^gone: was there at /)
    .waitFor()
  await page.getByRole('radiogroup', { name: 'Area' }).getByRole('radio', { name: 'all' }).click()
  await tree(page).getByText('Leader', { exact: true }).first().waitFor()
  await page.getByRole('grid', { name: 'Offsets and amounts' }).getByText('High watermark').first().waitFor()

  // what is told of many unfolds to each of them
  const leaders = tree(page)
    .getByRole('treeitem', { name: /Leader \d → \d/ })
    .first()
  await leaders.getByRole('button', { name: 'Unfold' }).click()
  await leaders.and(page.locator('[aria-expanded=true]')).waitFor()
  await tree(page).locator('[aria-level="3"] a').first().waitFor()

  // looked for by name, over what is folded too
  await page.getByPlaceholder('Entity, fact, value').fill('isr orders-1')
  await tree(page).getByRole('link', { name: 'orders-1', exact: true }).first().waitFor()
  expect(await tree(page).getByRole('link', { name: 'payments-0' }).count()).toBe(0)
  await page.getByPlaceholder('Entity, fact, value').fill('')

  await tree(page)
    .getByRole('link', { name: /^broker \d$/ })
    .click()
  // at the beginning, with the two moments changed round
  await bar(page)
    .getByText(/after$/)
    .waitFor()
  const broker = table(page, 'Brokers').locator('[data-mark]')
  await broker.first().waitFor()
  expect(await broker.first().getAttribute('aria-label')).toMatch(/^gone by /)
  await bar(page).getByRole('button', { name: 'Swap the two moments' }).click()
  await bar(page)
    .getByText(/before$/)
    .waitFor()
  await bar(page).getByRole('button', { name: 'End comparing' }).click()
  await bar(page).waitFor({ state: 'detached' })
  expect(errors).toEqual([])
})

test('a finding leads to what differs from before it', async () => {
  const { page, errors } = await openPage(browser, orrery.address)
  await open(page, 'demo-kafka')
  await kpi(page, 'Brokers', '3')
  await tab(page, 'Findings')
  await page.keyboard.press('{')
  await now(page, 'You are looking at')
  await page.keyboard.press('{')
  await page.getByRole('button', { name: 'Compare with before it' }).click()
  await tree(page)
    .getByText(/partitions$/)
    .first()
    .waitFor()
  expect(errors).toEqual([])
})

test('two targets of a system are compared, of whichever only what both can have', async () => {
  const { page, errors } = await openPage(browser, orrery.address)
  await open(page, 'demo-kafka')
  await kpi(page, 'Brokers', '3')
  await page.keyboard.press('c')
  await bar(page).getByRole('button', { name: 'this target' }).click()
  const others = page.getByRole('menuitem')
  await others.filter({ hasText: 'try-kafka' }).waitFor()
  expect(await others.filter({ hasText: 'redis' }).count()).toBe(0)
  await others.filter({ hasText: 'try-kafka' }).click()
  await bar(page)
    .getByRole('link', { name: /topology|configuration/ })
    .first()
    .click()
  await tree(page)
    .getByText(/^(not|only) on try-kafka at /)
    .first()
    .waitFor()
  await page.getByText('Never alike in two clusters').waitFor()

  await tab(page, 'Topics')
  await page.getByText(/^Only on try-kafka at /).waitFor()
  await tab(page, 'Brokers')
  await table(page, 'Brokers').locator('[data-mark="changed"]').first().waitFor()
  expect(errors).toEqual([])
})

test('by keyboard alone', async () => {
  const { page, errors } = await openPage(browser, orrery.address)
  await press(page, 'link', /demo-kafka/)
  await kpi(page, 'Brokers', '3')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('compare with this moment')
  await page.keyboard.press('Enter')
  await bar(page).getByText('This is that moment').waitFor()
  await tabTo(page, bar(page).locator('[data-vs]'))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'its beginning' }))
  await page.keyboard.press('Enter')
  await whileLost(page)
  await tabTo(page, bar(page).getByRole('link', { name: /topology/ }))
  await page.keyboard.press('Enter')
  await tree(page)
    .getByText(/^gone: was there at /)
    .waitFor()

  // down to what is gone, and to where it was
  await tabTo(page, tree(page))
  await walkTo(page, tree(page), (line) => line.getByRole('link', { name: /^broker \d$/ }))
  await page.keyboard.press('Enter')
  await bar(page)
    .getByText(/after$/)
    .waitFor()
  await table(page, 'Brokers').locator('[data-mark="gone"]').first().waitFor()

  // a marked row says what differs when the keyboard is at it
  await tabTo(page, table(page, 'Brokers'))
  await walkTo(page, table(page, 'Brokers'), (row) => row.locator('[data-mark]'))
  await page
    .getByRole('tooltip')
    .getByText(/^gone by /)
    .waitFor()
  await page.keyboard.press('Escape')
  await bar(page).waitFor({ state: 'detached' })
  expect(errors).toEqual([])
})

/** Presses ↓ in a list until what is active has it. */
async function walkTo(page: Page, list: Locator, wanted: (active: Locator) => Locator): Promise<void> {
  for (let presses = 0; presses <= 40; presses++) {
    const id = await list.getAttribute('aria-activedescendant')
    if (id !== null && (await wanted(page.locator(`[id="${id}"]`)).count()) > 0) return
    await page.keyboard.press('ArrowDown')
  }
  expect.fail('40 presses of ↓ don’t reach it')
}

/** The other moment is the first one of the recording, when all was well. */
async function pinBeginning(page: Page): Promise<void> {
  await bar(page).locator('[data-vs]').click()
  await page.getByRole('button', { name: 'its beginning' }).click()
  await bar(page)
    .getByText(/before$/)
    .waitFor()
}

/** Back over findings from the end: the last one closed, then it was open. */
async function whileLost(page: Page): Promise<void> {
  const isLost = (): Locator => page.locator('dl dd').filter({ hasText: /^2 of 3$/ })
  for (let steps = 0; steps < 6 && (await isLost().count()) === 0; steps++) {
    const before = page.url()
    await page.keyboard.press('{')
    await page.waitForURL((url) => url.href !== before)
    await page.locator('main [class*=page]').first().waitFor()
    await kpi(page, 'Brokers', '(3|2 of 3)')
  }
  await kpi(page, 'Brokers', '2 of 3')
}

async function until(read: () => Promise<number>, wanted: number): Promise<void> {
  await expect.poll(read, { timeout: 10_000 }).toBe(wanted)
}

async function open(page: Page, target: string): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Targets' })
  await rail.getByRole('link', { name: new RegExp(target) }).click()
}

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).first().click()
}
