/**
 * The window: a warm start, twelve live charts, ten thousand live rows. Prints one JSON object; takes some minutes.
 * By itself it measures one part: `node test/bench/window.ts charts`.
 */
import { openBrowser } from '../e2e/support/browser.ts'
import { measureCharts } from './window/charts.ts'
import { countingPage } from './window/frames.ts'
import { measureStart } from './window/start.ts'
import { measureTopics } from './window/topics.ts'

const browser = await openBrowser()
const beside = await openBrowser()
const counting = await countingPage(beside)
const parts: Readonly<Record<string, () => Promise<unknown>>> = {
  start: () => measureStart(browser, 5),
  charts: () => measureCharts(browser, counting, 20),
  topics: () => measureTopics(browser, counting, 30),
}
const wanted = process.argv.slice(2)
const figures: Record<string, unknown> = {}
for (const [name, measure] of Object.entries(parts))
  if (wanted.length === 0 || wanted.includes(name)) figures[name] = await measure()
await Promise.all([browser.close(), beside.close()])
console.log(JSON.stringify(figures, undefined, 2))
