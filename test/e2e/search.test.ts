import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../lab/until.ts'
import { openBrowser, openPage } from './support/browser.ts'
import { press } from './support/keyboard.ts'
import { now } from './support/reading.ts'
import { served, type Served } from './support/served.ts'

let browser: Browser
let orrery: Served
let context: Awaited<ReturnType<typeof openPage>>

beforeAll(async () => {
  orrery = await served()
  browser = await openBrowser()
  context = await openPage(browser, orrery.address)
})

afterAll(async () => {
  await browser.close()
  await orrery[Symbol.asyncDispose]()
})

const field = (page: Page) => page.getByRole('combobox', { name: 'Search everything' })
const hits = (page: Page) => page.getByRole('listbox', { name: 'Hits' }).getByRole('option')
const chosen = (page: Page) => hits(page).and(page.locator('[aria-selected=true]'))

test('by keyboard alone a thing that is gone is found, and drawn as it was last', async () => {
  const { page, errors } = context
  await search(page, 'orrery.x .log')
  await press(page, 'button', /^topic/)
  await answered(page)
  await page.keyboard.press('Escape')
  await focused(field(page))
  await chosen(page).getByText('topic').waitFor()
  await until('a topic that is gone is chosen', async () => {
    if ((await chosen(page).innerText()).includes('gone')) return true
    await page.keyboard.press('ArrowDown')
    return false
  })
  const name = await nameOf(chosen(page))
  await page.keyboard.press('Enter')

  await now(page, 'You are looking at')
  await page.getByRole('heading', { name }).waitFor()
  await page
    .getByText(/leader \d+ · epoch/)
    .first()
    .waitFor()
  expect(errors).toEqual([])
})

test('who types and presses Enter at once gets what was typed', async () => {
  const { page, errors } = context
  await search(page, 'orders')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('broker 2')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Brokers', exact: true }).and(page.locator('[aria-current]')).waitFor()
  expect(new URL(page.url()).hash).toContain('broker=2')
  expect(errors).toEqual([])
})

test('a value is found by its content, marked, and opens where it held', async () => {
  const { page, errors } = context
  await search(page, 'rack-2')
  await page
    .getByRole('group', { name: 'What' })
    .getByRole('button', { name: /^Values/ })
    .click()
  await answered(page)
  const hit = hits(page).filter({ hasText: 'Rack' }).first()
  expect(await hit.locator('mark').first().innerText()).toBe('rack-2')
  // what is chosen stands in the address, and comes back with it
  expect(new URL(page.url()).hash).toMatch(/q=rack-2&sort=fact$/)
  await page.reload()
  await hit.click()

  await now(page, 'You are looking at')
  await page.getByRole('link', { name: 'Brokers', exact: true }).and(page.locator('[aria-current]')).waitFor()
  expect(errors).toEqual([])
})

test('a finding is found by its time, and opens where it opened', async () => {
  const { page, errors } = context
  await search(page, 'broker')
  await page
    .getByRole('group', { name: 'What' })
    .getByRole('button', { name: /^Findings/ })
    .click()
  await hits(page)
    .first()
    .getByText(/warning|critical|info/)
    .waitFor()
  const all = await count(page, 'Findings')
  const [first] = await addresses(page)

  await page.getByRole('radio', { name: 'from … to …' }).click()
  await page.getByLabel('To').fill('2020-01-02 00:00')
  await page.getByText('These hold things back').waitFor()
  await page.getByRole('button', { name: /^until .*2020/ }).click()
  await until('all are there again', async () => (await count(page, 'Findings')) === all)

  // from when the newest one opened: those that were over before are left out
  await page.getByRole('radio', { name: 'from … to …' }).click()
  await page.getByLabel('From').fill(first?.at ?? '')
  await until('fewer are left', async () => (await count(page, 'Findings')) < all)
  expect((await addresses(page)).map(({ id }) => id)).toContain(first?.id)
  await field(page).focus()
  const title = await nameOf(chosen(page))
  await page.keyboard.press('Enter')
  await now(page, 'You are looking at')
  await page.locator('main').getByText(title).first().waitFor()
  expect(errors).toEqual([])
})

test('what Find anything does not have, the page may: its last row leads there', async () => {
  const { page, errors } = context
  await page.keyboard.press('Control+k')
  await page.keyboard.type('compact')
  const row = page.getByRole('option', { name: /Search everything for “compact”/ })
  await row.waitFor()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await focused(field(page))
  expect(await field(page).inputValue()).toBe('compact')
  await hits(page).locator('mark').getByText('compact').first().waitFor()
  // what lay over the page gives the focus back
  await page.keyboard.press('Control+k')
  await row
    .or(page.getByRole('combobox', { name: 'Find anything' }))
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  await focused(field(page))
  // Esc empties it: then it is told what can be looked for, out of what there is
  await page.keyboard.press('Escape')
  await page.getByText('Everything that was ever observed').waitFor()
  await page.getByRole('button', { name: /^partition/ }).click()
  await hits(page).getByText('partition').first().waitFor()
  await focused(field(page))
  expect(errors).toEqual([])
})

/** To the page by its key, from wherever one is; all of the recordings is looked up. */
async function search(page: Page, text: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Targets' }).getByRole('link', { name: 'Start' }).click()
  await page.getByRole('heading', { name: 'Point Orrery at a cluster' }).waitFor()
  await page.keyboard.press('s')
  await focused(field(page))
  await page.keyboard.type(text)
  await page
    .getByRole('status')
    .filter({ hasText: / hits?$/ })
    .waitFor()
  await page.getByText('of the history is looked up').waitFor({ state: 'detached' })
}

/** What is on screen is the answer to what is looked for now. */
async function answered(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: / hits?$/ })
    .waitFor()
}

async function focused(wanted: Locator): Promise<void> {
  await until('it has the focus', async () => (await wanted.and(wanted.page().locator(':focus')).count()) > 0)
}

/** What a hit is called. */
function nameOf(hit: Locator): Promise<string> {
  return hit.locator(':scope > span').nth(1).innerText()
}

/** Of the facet: how many there are. */
async function count(page: Page, sort: string): Promise<number> {
  const facet = page
    .getByRole('group', { name: 'What' })
    .getByRole('button', { name: new RegExp(`^${sort}`) })
  await facet.filter({ hasText: /\d/ }).waitFor()
  return Number((await facet.innerText()).replaceAll(/\D/g, ''))
}

/** Where the hits on screen lead. */
async function addresses(page: Page): Promise<readonly { readonly id: string; readonly at: string }[]> {
  await hits(page).first().waitFor()
  const links = await hits(page).evaluateAll((all) => all.map((each) => (each as unknown as Linked).href))
  return links.map((link) => {
    const query = new URLSearchParams(link.slice(link.lastIndexOf('?')))
    return { id: query.get('finding') ?? '', at: query.get('at') ?? '' }
  })
}

/** What a link has of its address. */
interface Linked {
  readonly href: string
}
