import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../lab/until.ts'
import { openBrowser, openPage } from './support/browser.ts'
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

const pages: Readonly<Record<string, readonly string[]>> = {
  'demo-kafka': ['Overview', 'Brokers', 'Topics', 'Groups', 'Controller', 'Findings', 'Events', 'Access'],
  'demo-zookeeper': [
    'Overview',
    'Ensemble and tree',
    'Sessions',
    'Watches',
    'Config',
    'Findings',
    'Events',
    'Access',
  ],
}

test('recorded histories open without a target, and step through time', async () => {
  const { page, errors } = await openPage(browser, orrery.address)
  await open(page, 'demo-kafka')
  await now(page, 'Recorded')
  await kpi(page, 'Brokers', '3')
  await tab(page, 'Findings')
  // back from its end: the last finding closed, then it was open
  await page.keyboard.press('{')
  await now(page, 'You are looking at')
  await page.keyboard.press('{')
  await page
    .getByText(/broker 2/i)
    .first()
    .waitFor()
  await page.keyboard.press('l')
  await now(page, 'Recorded')

  // every page of both draws, dark and light, and nothing is thrown, refused or logged
  for (const theme of ['dark', 'light'] as const)
    for (const [target, tabs] of Object.entries(pages)) {
      await page.emulateMedia({ colorScheme: theme })
      await open(page, target)
      for (const name of tabs) {
        await tab(page, name)
        const drawn = () => page.locator('main').innerText()
        await until(`${target}, ${name} is drawn`, async () => (await drawn()).length > 80)
        expect(await drawn(), `${target}, ${name}`).not.toContain('broke while drawing')
      }
    }
  expect(errors).toEqual([])
})

test('what changed before a finding is told of all targets together, each event with whose it is', async () => {
  await using own = await served()
  const { page, errors } = await openPage(browser, own.address)
  await open(page, 'demo-kafka')
  await tab(page, 'Findings')
  // back from its end: the last finding closed, then it was open
  await page.keyboard.press('{')
  await now(page, 'You are looking at')
  await page.keyboard.press('{')
  await page.getByRole('button', { name: 'What changed before' }).click()

  await page.getByText(/What changed in the 5 minutes before/).waitFor()
  const table = page.getByRole('grid', { name: 'Events' })
  await table.getByText('demo-kafka').first().waitFor()
  // the instant is kept, and so is the way back to the target whose event it is
  await now(page, 'You are looking at')
  await page.keyboard.press('[')
  await page.getByText('What happened, on all targets').waitFor()
  await table.getByRole('link', { name: 'demo-kafka' }).first().click()
  await page.getByRole('link', { name: 'Brokers', exact: true }).waitFor()
  await now(page, 'You are looking at')
  expect(errors).toEqual([])
})

test('a report is seen as it will look, with stand-ins where they are wanted, and saved', async () => {
  await using own = await served()
  const { page, errors } = await openPage(browser, own.address)
  await open(page, 'demo-kafka')
  await page.getByRole('button', { name: 'Report…' }).click()
  const preview = page.frameLocator('iframe')
  await preview.getByRole('heading', { name: 'What was wrong' }).waitFor()
  await preview
    .getByText(/clicks-\d+ on broker 2/)
    .first()
    .waitFor()
  // the very styles of the file: a claim's interval is shaded, not black
  const opacity = await preview
    .locator('svg .shade')
    .first()
    .evaluate((element) => (globalThis as unknown as Styled).getComputedStyle(element).opacity)
  expect(opacity).toBe('0.13')

  await page.getByLabel('Names of', { exact: false }).first().check()
  await preview
    .getByText(/topic-\d+-\d+ on broker 2/)
    .first()
    .waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save Markdown' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^orrery-target-1-.*\.md$/)
  const text = await readFile(await file.path(), 'utf8')
  expect(text).toContain('## What was wrong')
  expect(text).not.toContain('clicks')
  expect(errors).toEqual([])
})

test('how long history is kept is shown, changed, and still so after a reload', async () => {
  await using own = await served()
  const { page, errors } = await openPage(browser, own.address)
  const foot = page.getByRole('button', { name: /^history/ })
  await foot.filter({ hasText: 'keeps 30 days' }).click()
  const days = page.getByLabel('Days for which every sample is kept')
  await days.fill('0')
  await page.getByText('A whole number from 1 to 3650').waitFor()
  await days.fill('7')
  await page.getByText('goes for good').waitFor()
  await page.keyboard.press('Enter')
  await foot.filter({ hasText: 'keeps 7 days' }).waitFor()
  await page.reload()
  await foot.filter({ hasText: 'keeps 7 days' }).waitFor()
  expect(errors).toEqual([])
})

test('the list of keys has those of the page on screen', async () => {
  await using own = await served()
  const { page } = await openPage(browser, own.address)
  await open(page, 'demo-kafka')
  await now(page, 'Recorded')
  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: 'Keys' })
  for (const key of ['Space', 'Ctrl K', 'PgDn', 'W']) await list.getByText(key, { exact: true }).waitFor()
})

/** What a page has of its styles. */
interface Styled {
  getComputedStyle(element: unknown): { readonly opacity: string }
}

async function open(page: Page, target: string): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Targets' })
  await rail.getByRole('link', { name: new RegExp(target) }).click()
}

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).first().click()
}
