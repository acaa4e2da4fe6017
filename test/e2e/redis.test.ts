import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import type { RedisDeployment } from '../../lab/redis/deployment.ts'
import { livelyRedisPlan } from '../../lab/traffic/redis-plan.ts'
import { until } from '../../lab/until.ts'
import { openBrowser, openPage } from './support/browser.ts'
import { kpi, now } from './support/reading.ts'
import { served } from './support/served.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

test('a master is lost under its sentinels: each one’s belief, before and after', async () => {
  await using group = await lab.redisSentinel()
  await using _traffic = await lab.redisTraffic(group, livelyRedisPlan)
  await using orrery = await served([group.url])
  const { page, errors } = await openTarget(orrery.address)
  await kpi(page, 'Servers', '3')

  const [master] = await group.masters()
  if (master === undefined) throw new Error('The lab’s group has no master')
  await page.getByRole('link', { name: 'Sentinels', exact: true }).click()
  await page.getByText('all agree').waitFor()
  await page.getByText('failover possible').waitFor()
  expect(await givenMasters(page)).toEqual([master.endpoint, master.endpoint, master.endpoint])
  const before = new Date()
  await laterThan(page, before)

  await master.kill('SIGKILL')
  const areMoved = async () => {
    const given = await givenMasters(page)
    return given.length === 3 && given.every((address) => address === given[0] && address !== master.endpoint)
  }
  await until('all sentinels give another master', areMoved, { withinMs: 40_000 })
  await page.getByRole('columnheader', { name: 'no answer' }).waitFor()

  // the matrix follows the time bar: a moment ago they still believed in the old master
  await goTo(page, before)
  await now(page, 'You are looking at')
  const areOld = async () => (await givenMasters(page)).every((address) => address === master.endpoint)
  await until('the old belief is drawn', areOld)
  await page.keyboard.press('l')
  await now(page, 'Live')

  await page.getByRole('link', { name: 'Replication', exact: true }).click()
  const lost = page.getByRole('status').filter({ hasText: `${master.endpoint} refuses connections` })
  await lost.waitFor()
  await master.restart()
  await lost.waitFor({ state: 'detached', timeout: 60_000 })
  expect(errors).toEqual([])
})

test('a key is found where redis-cli finds it, and a slot on the move is told from both sides', async () => {
  await using cluster = await lab.redisCluster()
  await using orrery = await served([cluster.url])
  const { page, errors } = await openTarget(orrery.address)
  await kpi(page, 'Servers', '6')
  await page.getByRole('link', { name: 'Slots', exact: true }).click()
  await page.getByText('all slots served').waitFor()
  await page.getByText('No slot is on the move.').waitFor()

  const key = 'cart:{42}:items'
  const slot = (await cluster.cli(cluster.server(1), ['cluster', 'keyslot', key])).trim()
  await page.getByLabel('Key or slot').fill(key)
  const inspector = page.getByRole('region', { name: `Slot ${slot}` })
  const { owner, other } = await sidesOf(cluster, Number(slot))
  await inspector.getByRole('link', { name: owner.endpoint }).waitFor()

  await cluster.cli(other, ['cluster', 'setslot', slot, 'importing', await idOf(cluster, owner)])
  await cluster.cli(owner, ['cluster', 'setslot', slot, 'migrating', await idOf(cluster, other)])
  await inspector.getByText('moving').waitFor({ timeout: 30_000 })
  await page.getByLabel('Key or slot').fill('')
  await page.getByText('both sides agree').waitFor()

  await cluster.cli(other, ['cluster', 'setslot', slot, 'stable'])
  await page.getByText(`Slot ${slot} is stuck half way`).waitFor({ timeout: 30_000 })
  await cluster.cli(owner, ['cluster', 'setslot', slot, 'stable'])
  await page.getByText('No slot is on the move.').waitFor({ timeout: 30_000 })
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

/** The last column of the matrix: what each sentinel gives to clients, by the full address in its hint. */
async function givenMasters(page: Page): Promise<readonly string[]> {
  const titles = await page
    .locator('td > span[title*="GET-MASTER-ADDR-BY-NAME"]')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('title') ?? ''))
  return titles.map((title) => title.split(',')[0] ?? '')
}

type Server = ReturnType<RedisDeployment['server']>

/** The master that owns a slot, by its own word, and one that does not. */
async function sidesOf(cluster: RedisDeployment, slot: number): Promise<{ owner: Server; other: Server }> {
  const masters = await cluster.masters()
  const claims = await Promise.all(
    masters.map(async (node) => {
      const lines = (await cluster.cli(node, ['cluster', 'nodes'])).split('\n')
      const own =
        lines
          .find((line) => line.includes('myself'))
          ?.split(' ')
          .slice(8) ?? []
      return own.some((run) => {
        const [from = NaN, to = from] = run.split('-').map(Number)
        return from <= slot && slot <= to
      })
    }),
  )
  const owner = masters[claims.indexOf(true)]
  const other = masters[claims.indexOf(false)]
  if (owner === undefined || other === undefined) throw new Error(`No master claims slot ${slot}`)
  return { owner, other }
}

const idOf = async (cluster: RedisDeployment, node: Server) =>
  (await cluster.cli(node, ['cluster', 'myid'])).trim()

async function goTo(page: Page, at: Date): Promise<void> {
  await page.keyboard.press('g')
  await page.getByLabel('Go to', { exact: true }).fill(clock(at))
  await page.getByRole('button', { name: 'Go', exact: true }).click()
}

/** Waits until the newest sample on screen is later. */
async function laterThan(page: Page, than: Date): Promise<void> {
  const shown = async () => /\d\d:\d\d:\d\d/.exec((await page.locator('[data-now]').textContent()) ?? '')?.[0]
  await until('a later sample is shown', async () => ((await shown()) ?? '') > clock(than), {
    withinMs: 30_000,
  })
}

const clock = (at: Date) => at.toTimeString().slice(0, 8)
