/**
 * A process that appends without end and acknowledges each tick on stdout once `append` has returned, for a test that
 * kills it: `node appender.ts <file> <first tick>`.
 */
import { writeSync } from 'node:fs'
import { open } from '../../unit/main/store/history.ts'
import { tickOf } from './appended-tick.ts'

const [file = '', first = '0'] = process.argv.slice(2)
const store = await open(file, { windowTicks: 6 })
for (let tick = Number(first); ; tick++) {
  store.append('cluster', tickOf(tick))
  writeSync(1, `${tick}\n`)
  // let the worker's blocks land between the ticks
  await new Promise((resolve) => setImmediate(resolve))
}
