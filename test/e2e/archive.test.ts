import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../lab/until.ts'
import { openArchiveReader } from '../../src/main/store/reader.ts'
import { openBrowser, openPage } from './support/browser.ts'
import { kpi, now } from './support/reading.ts'
import { served, type Served } from './support/served.ts'

const recording = fileURLToPath(new URL('../../resources/kafka-broker-lost.orrery', import.meta.url))
let browser: Browser
let home: string
let orrery: Served

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'orrery-e2e-'))
  orrery = await served([], home)
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  await orrery[Symbol.asyncDispose]()
  await rm(home, { recursive: true })
})

const rail = (page: Page) => page.locator('nav[aria-label="Targets"]')
const archive = (page: Page, file: string) => rail(page).locator(`[data-archive="${file}"]`)

/** Drags a file from outside over the window, and lets it go. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  // as text: the tests know no browser's types
  const transfer = await page.evaluateHandle(`(() => {
    const data = new DataTransfer()
    const content = Uint8Array.from(atob('${bytes.toString('base64')}'), (letter) => letter.charCodeAt(0))
    data.items.add(new File([content], '${name}'))
    return data
  })()`)
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await page.getByText('Open this archive').waitFor()
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}

test('a range is exported, fetched, dropped onto the window, and travelled through', async () => {
  const { page, errors } = await openPage(browser, orrery.address)
  await rail(page).getByText('demo-kafka', { exact: true }).click()
  await now(page, 'Recorded')
  await page.getByRole('button', { name: 'Export an archive…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export an archive' })
  await dialog.getByText(/samples, about/).waitFor()
  await dialog.getByLabel('File').fill('lost')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const fetched = page.waitForEvent('download')
  await dialog.getByRole('link', { name: 'Download' }).click()
  const file = await (await fetched).path()
  expect((await stat(file)).size).toBeGreaterThan(50_000)
  using reader = openArchiveReader(file)
  expect(reader.targets().map(({ targetId }) => targetId)).toEqual(['demo-kafka'])
  await dialog.getByRole('button', { name: 'Close', exact: true }).first().click()

  await drop(page, 'lost.orrery', await readFile(file))
  await archive(page, 'lost.orrery').getByText('demo-kafka').waitFor()
  await now(page, 'Archive')
  await now(page, 'lost.orrery')
  await page.locator('header').getByText('archive', { exact: true }).waitFor()
  await kpi(page, 'Brokers', '3')
  await page.keyboard.press('{')
  await now(page, 'You are looking at')
  await page.keyboard.press('{')
  await page.getByRole('link', { name: 'Access', exact: true }).click()
  await page
    .getByText(/by Orrery .* on Linux/)
    .first()
    .waitFor()
  await page.getByRole('link', { name: 'Findings', exact: true }).click()
  await page
    .getByText(/broker 2/i)
    .first()
    .waitFor()
  expect(errors).toEqual([])
})

test('it is there after a restart, is closed, and its copy goes; a file that is no archive says why', async () => {
  await orrery[Symbol.asyncDispose]()
  orrery = await served([], home)
  const { page, errors } = await openPage(browser, orrery.address)
  await archive(page, 'lost.orrery').getByText('demo-kafka').waitFor()
  await drop(page, 'diary.orrery', Buffer.from('Dear diary, nothing happened today.'))
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/diary.orrery is not an archive of Orrery/).waitFor()
  await page.keyboard.press('Escape')
  await drop(page, 'diary.txt', Buffer.from('Dear diary'))
  await dialog.getByText(/diary.txt is not named like an archive/).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Close lost.orrery' }).click()
  await archive(page, 'lost.orrery').waitFor({ state: 'detached' })
  const received = async () => readdir(join(home, 'history/archives/received'))
  // what is no archive was not kept either
  await until('the copies are gone', async () => (await received()).length === 0)
  expect(errors).toEqual([])
})

test('serve opens archives that it is given, and the page shows them', async () => {
  await using given = await served([recording])
  const { page, errors } = await openPage(browser, given.address)
  await now(page, 'kafka-broker-lost.orrery')
  await archive(page, 'kafka-broker-lost.orrery').getByText('demo-kafka').waitFor()
  expect(errors).toEqual([])
})
