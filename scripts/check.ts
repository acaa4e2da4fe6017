/** `npm run check`: everything that needs no server and no browser, in under a minute. */
import { runCheckSteps } from './lib/check-steps.ts'
import { sum, tallyLine } from './lib/tally.ts'
import { runVitest } from './lib/vitest-run.ts'

const tally = sum([...(await runCheckSteps(process.env['CI'] === 'true')), await runVitest('unit')])
console.log(tallyLine(tally))
process.exitCode = tally.failed === 0 ? 0 : 1
