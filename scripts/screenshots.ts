/** `npm run screenshots`: the README's pictures, made anew from the recorded histories. Needs a build and Chromium. */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { openBrowser, openPage } from '../test/e2e/support/browser.ts'
import { served } from '../test/e2e/support/served.ts'
import { say } from './lib/say.mjs'

interface Picture {
  readonly file: string
  readonly theme: 'dark' | 'light'
  /** Part of the card's title on the start page. */
  readonly recording: RegExp
  /** From the moment that the card opens to what is worth showing. */
  walk(page: Page): Promise<void>
}

const folder = new URL('../docs/screenshots/', import.meta.url)
const minuteMs = 60_000
const tab = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click()

const pictures: readonly Picture[] = [
  {
    file: 'kafka-overview-dark.png',
    theme: 'dark',
    recording: /broker hangs/,
    walk: (page) => page.getByText('Partitions in trouble').waitFor(),
  },
  {
    file: 'kafka-topic-dark.png',
    theme: 'dark',
    recording: /broker hangs/,
    async walk(page) {
      await tab(page, 'Topics')
      await page.getByText('orders', { exact: true }).first().click()
      await page.getByText('Water levels').first().waitFor()
    },
  },
  {
    file: 'findings-dark.png',
    theme: 'dark',
    recording: /broker hangs/,
    async walk(page) {
      await tab(page, 'Findings')
      await page.getByText('What to do').waitFor()
    },
  },
  {
    file: 'experiment-dark.png',
    theme: 'dark',
    recording: /Kafka: experiments/,
    async walk(page) {
      await page.getByRole('link', { name: 'Experiments' }).first().click()
      await page.getByRole('link', { name: /^Runs/ }).first().click()
      await page
        .getByText(/strategy: cooperative sticky/)
        .first()
        .click()
      await page.getByText('Needlessly moved').first().waitFor()
    },
  },
  {
    file: 'zookeeper-light.png',
    theme: 'light',
    recording: /leader is killed/,
    async walk(page) {
      await tab(page, 'Ensemble and tree')
      await page.getByText('Quorum', { exact: false }).first().waitFor()
    },
  },
  {
    file: 'redis-sentinels-light.png',
    theme: 'light',
    recording: /the sentinels replace it/,
    async walk(page) {
      await tab(page, 'Sentinels')
      await page.getByText('mymaster').first().waitFor()
    },
  },
  {
    file: 'rabbitmq-topology-dark.png',
    theme: 'dark',
    recording: /memory alarm/,
    async walk(page) {
      await tab(page, 'Topology')
      await page.getByText('Routing tester').waitFor()
    },
  },
  {
    file: 'activemq-network-dark.png',
    theme: 'dark',
    recording: /messages are stranded/,
    async walk(page) {
      await tab(page, 'Network')
      await page.getByText('nc-B').first().waitFor()
    },
  },
  {
    file: 'report-light.png',
    theme: 'light',
    recording: /broker hangs/,
    async walk(page) {
      await page.getByRole('button', { name: 'Report…' }).click()
      await page.frameLocator('iframe').getByText('What was wrong').waitFor()
    },
  },
  {
    file: 'compare-dark.png',
    theme: 'dark',
    recording: /broker hangs/,
    async walk(page) {
      const at = Date.parse(/[?&]at=([^&]*)/.exec(page.url())?.[1] ?? '')
      const [shown, before] = [at + minuteMs, at - minuteMs / 2].map((ms) => new Date(ms).toISOString())
      await page.goto(page.url().replace(/at=[^&]*/, `at=${shown}&vs=${before}`))
      await tab(page, 'Differences')
      await page.getByRole('tree', { name: 'Differences' }).getByText('Leader').first().waitFor()
    },
  },
  {
    file: 'search-light.png',
    theme: 'light',
    recording: /broker hangs/,
    async walk(page) {
      await page.keyboard.press('s')
      await page.keyboard.type('orders')
      await page.getByText('Values', { exact: true }).nth(1).waitFor()
    },
  },
]

await mkdir(folder, { recursive: true })
await using orrery = await served()
const browser = await openBrowser()
// one page for all: its address lets in once
const { page } = await openPage(browser, orrery.address, { width: 1440, height: 900 })
const home = page.url()
for (const { file, theme, recording, walk } of pictures) {
  await page.emulateMedia({ colorScheme: theme })
  await page.goto(`${home}#/`)
  await page.reload()
  await page.locator('main').getByText(recording).first().click()
  await page.locator('[data-now]').getByText('You are looking at').waitFor()
  await walk(page)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: fileURLToPath(new URL(file, folder)) })
  say(file)
}
await browser.close()
