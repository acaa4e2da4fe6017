import type { Browser, Page } from 'playwright-core'
import { Kafka, logLevel } from 'kafkajs'
import { lab } from '../../../lab/index.ts'
import { openPage } from '../../e2e/support/browser.ts'
import { served } from '../../e2e/support/served.ts'
import { watchFrames } from './frames.ts'

const topics = 10_000
const batch = 500

/** The topics page of a real broker with 10,000 topics, some of them written to, sorted by a figure that moves. */
export async function measureTopics(browser: Browser, counting: Page, seconds: number) {
  await using cluster = await lab.kafka({ brokers: 1, heapMb: 1024 })
  await createTopics(cluster.bootstrap)
  await using _traffic = await lab.traffic(cluster, {
    topics: Array.from({ length: 20 }, (_, i) => ({ name: nameOf(i * 7), partitions: 1, ratePerS: 5 + i })),
    groups: [],
  })
  await using orrery = await served([cluster.url])
  const { page } = await openPage(browser, orrery.address, { width: 1920, height: 1080 })
  await page.getByRole('navigation', { name: 'Targets' }).getByRole('link').first().click()
  await page.getByRole('link', { name: 'Topics' }).click()
  // until the newest sample has them all, and what the cluster keeps for itself
  await page.getByText(/^10.\d{3} topics/).waitFor({ timeout: 120_000 })
  const rows = Number(await page.locator('[role=grid], [role=table]').first().getAttribute('aria-rowcount'))
  await page.getByRole('columnheader', { name: 'In /s' }).getByRole('button').click()
  const frames = await watchFrames(browser, counting, page, seconds)
  await page.context().close()
  return { rows, ...frames }
}

async function createTopics(bootstrap: string): Promise<void> {
  const admin = new Kafka({ brokers: bootstrap.split(','), logLevel: logLevel.NOTHING }).admin()
  await admin.connect()
  for (let from = 0; from < topics; from += batch)
    await admin.createTopics({
      timeout: 60_000,
      waitForLeaders: false,
      topics: Array.from({ length: batch }, (_, i) => ({ topic: nameOf(from + i), numPartitions: 1 })),
    })
  await admin.disconnect()
}

const nameOf = (index: number) => `topic-${String(index).padStart(5, '0')}`
