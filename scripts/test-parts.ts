/** `npm test`: gets what tests need from the system, runs everything, and ends with one line of figures. */
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { installPackages, mayInstall } from './lib/apt.ts'
import { build } from './lib/build.mjs'
import { runCheckSteps } from './lib/check-steps.ts'
import { oneAtATime } from './lib/one-at-a-time.mjs'
import { giveUp, root, say } from './lib/say.mjs'
import { oneFailed, onePassed, sum, tallyLine, type Tally } from './lib/tally.ts'
import { tools, type Tool } from './lib/tools.ts'
import { runVitest, type Part } from './lib/vitest-run.ts'

const parts = ['check', 'unit', 'lab', 'try', 'e2e'] as const
type AnyPart = (typeof parts)[number]

const demanded = process.env['CI'] === 'true'
const wanted = chosenParts(process.argv.slice(2))
const missing = await missingTools()
const tallies: Tally[] = []
// only the lab and the browser start the product
const built = wanted.some(isOnServers) ? await oneAtATime(build) : undefined
if (built !== undefined) tallies.push(built ? onePassed : oneFailed)
for (const part of wanted) tallies.push(...(await runPart(part)))

for (const tool of missing) say(`Missing: ${tool.name}. ${howToGet(tool)}`)
const total = sum(tallies)
console.log(tallyLine(total))
process.exitCode = total.failed === 0 ? 0 : 1

function isOnServers(part: AnyPart): boolean {
  return part === 'lab' || part === 'try' || part === 'e2e'
}

function chosenParts(args: readonly string[]): readonly AnyPart[] {
  const unknown = args.find((arg) => !parts.includes(arg as AnyPart))
  if (unknown !== undefined)
    giveUp(`No part of the tests is called ${unknown}; there are ${parts.join(', ')}`)
  return args.length === 0 ? parts : parts.filter((part) => args.includes(part))
}

/** What is missing for the chosen parts, after an attempt to install it where that is allowed. */
async function missingTools(): Promise<readonly Tool[]> {
  const needed = tools.filter((tool) => tool.neededBy.some((part) => wanted.includes(part)))
  const absent = () => needed.filter((tool) => tool.find() === undefined)
  if (absent().length > 0 && mayInstall()) await installPackages(absent().map((tool) => tool.aptPackages))
  return absent()
}

async function runPart(part: AnyPart): Promise<Tally[]> {
  if (part === 'check') return await runCheckSteps(demanded)
  const lacking = missing.filter((tool) => tool.neededBy.some((one) => one === part))
  if (lacking.length > 0) return [leftOut(part, lacking)]
  if (isOnServers(part) && built === false) {
    say(`Not run: the ${part} tests, because the build failed`)
    return [oneFailed]
  }
  say(`Running the ${part} tests`)
  return [await runVitest(part, environment())]
}

/** Tests that can't run for want of a program: failed where everything is demanded. Counted by file. */
function leftOut(part: Part, lacking: readonly Tool[]): Tally {
  const files = globSync(`test/${part}/**/*.test.ts`, { cwd: fileURLToPath(root) }).length
  say(
    `Not run: the ${part} tests (${files} files), for want of ${lacking.map((tool) => tool.name).join(' and ')}`,
  )
  return { passed: 0, failed: demanded ? files : 0, skipped: demanded ? 0 : files }
}

function environment(): Readonly<Record<string, string>> {
  const browser = tools.find((tool) => tool.name === 'Chromium')?.find()
  return browser === undefined ? {} : { ORRERY_CHROMIUM: browser }
}

function howToGet(tool: Tool): string {
  const debian =
    process.platform === 'linux' ? `Debian, Ubuntu: sudo apt-get install ${tool.aptPackages[0]} · ` : ''
  return debian + tool.how
}
