import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReader } from '../../src/main/store/reader.ts'
import { openBrowser, openPage } from './support/browser.ts'
import { now } from './support/reading.ts'
import { served, type Served } from './support/served.ts'

let browser: Browser
let orrery: Served
let page: Page
let errors: string[]

beforeAll(async () => {
  orrery = await served()
  browser = await openBrowser()
  ;({ page, errors } = await openPage(browser, orrery.address))
})

afterAll(async () => {
  await browser.close()
  await orrery[Symbol.asyncDispose]()
})

/** A page of a recorded target as it was after an edge of a fact, beside how it was before. */
interface Asked {
  readonly recording: string
  /** The first edge of it is what the recording is about. */
  readonly fact: string
  readonly page: string
  /** ms from that edge to the instant on screen. */
  readonly afterMs: number
}

const beforeMs = 5000

/** @returns the address without the other moment: nothing is compared there */
async function open({ recording, fact, page: path, afterMs }: Asked): Promise<string> {
  using reader = openReader(fileURLToPath(new URL(`../../resources/${recording}.orrery`, import.meta.url)))
  const [target] = reader.targets()
  if (target === undefined) throw new Error(`${recording} is empty`)
  const { targetId, from, to } = target
  const edge = reader.changes(targetId, from, to, { keys: [fact], limit: 10_000 }).at(-1)
  if (edge === undefined) throw new Error(`${fact} never changed in ${recording}`)
  const instant = (ms: number) => new Date(edge.at + ms).toISOString()
  const base = page.url().replace(/#.*/, '')
  const alone = `${base}#/t/recorded-${recording}-${targetId}/${path}?at=${instant(afterMs)}`
  await page.goto(`${alone}&vs=${instant(-beforeMs)}`)
  await now(page, 'You are looking at')
  return alone
}

const marks = () => page.locator('main [data-mark]')

/** How an element is marked, in words. */
async function markIn(row: ReturnType<Page['locator']>, sign: string): Promise<string> {
  const mark = row.locator(`[data-mark="${sign}"]`).first()
  await mark.waitFor()
  return (await mark.getAttribute('aria-label')) ?? ''
}

/** Without another moment no page has a sign of it. */
async function nothingAt(alone: string, ready: string | RegExp): Promise<void> {
  await page.goto(alone)
  await page.locator('main').getByText(ready).first().waitFor()
  await marks().first().waitFor({ state: 'detached' })
  expect(await marks().count()).toBe(0)
}

test('ZooKeeper: who leads now, who was lost, and what of the tree is another', async () => {
  const asked = { recording: 'zookeeper-leader-killed', fact: 'ensemble.leader', page: 'ensemble' }
  const alone = await open({ ...asked, afterMs: 20_000 })
  const members = page.getByRole('grid', { name: 'Members' })
  expect(await markIn(members.getByRole('row', { name: /server 2/ }), 'changed')).toContain(
    'Role follower → leader',
  )
  expect(await markIn(members.getByRole('row', { name: /server 3/ }), 'changed')).toMatch(/State serving → /)
  const tree = page.getByRole('tree', { name: 'Znodes' })
  expect(await markIn(tree.getByRole('treeitem', { name: /config/ }), 'inside')).toContain('Stat version')
  await page.getByText(/Was there at .* and is gone:/).waitFor()
  await page
    .getByRole('link', { name: /\/(?:locks|services)\// })
    .first()
    .waitFor()
  await nothingAt(alone, 'Ensemble')
})

test('Redis: the slots that had another owner lie over the map', async () => {
  const asked = { recording: 'redis-reshard', fact: 'cluster.owners', page: 'slots' }
  const alone = await open({ ...asked, afterMs: 30_000 })
  await page.getByText(/\d+ slots have another owner at/).waitFor()
  const owners = page.getByRole('grid', { name: 'Owners of slots' })
  expect(await markIn(owners.getByRole('row').nth(1), 'changed')).toMatch(/Its slots 0–5460 → /)
  expect(await owners.locator('[data-mark]').count()).toBe(2)
  await nothingAt(alone, '128 to a line')
})

test('RabbitMQ: the node whose alarm went off, and whom it holds up', async () => {
  const asked = { recording: 'rabbitmq-memory-alarm', fact: 'node.alarms' }
  const alone = await open({ ...asked, page: 'nodes', afterMs: 15_000 })
  const nodes = page.getByRole('grid', { name: 'Nodes' })
  expect(await markIn(nodes.getByRole('row', { name: /rabbit-2/ }), 'changed')).toContain(
    'Alarms none → memory',
  )
  expect(await marks().count()).toBe(1)
  await nothingAt(alone, 'rabbit-2')
  await open({ ...asked, page: 'connections', afterMs: 15_000 })
  const connections = page.getByRole('grid', { name: 'Connections' })
  expect(await markIn(connections.getByRole('row').nth(1), 'changed')).toMatch(/State running → block/)
})

test('ActiveMQ: a queue that is new is marked wherever it is listed', async () => {
  const asked = { recording: 'activemq-stranded', fact: 'destination.paused' }
  const alone = await open({ ...asked, page: 'network', afterMs: 20_000 })
  const destinations = page.getByRole('grid', { name: 'Destinations of the network' })
  expect(await markIn(destinations.getByRole('row', { name: /shifts/ }), 'new')).toContain('not there at')
  const presence = page.getByRole('grid', { name: 'shifts on each broker' })
  await presence.locator('[data-mark="new"]').nth(1).waitFor()
  await nothingAt(alone, 'shifts')
  expect(errors).toEqual([])
})
