/** The window: a warm start, twelve live charts, ten thousand live rows. Prints one JSON object; takes some minutes. */
import { openBrowser } from '../e2e/support/browser.ts'
import { measureCharts } from './window/charts.ts'
import { measureStart } from './window/start.ts'
import { measureTopics } from './window/topics.ts'

const browser = await openBrowser()
const figures = {
  start: await measureStart(browser, 5),
  charts: await measureCharts(browser, 20),
  topics: await measureTopics(browser, 30),
}
await browser.close()
console.log(JSON.stringify(figures, undefined, 2))
