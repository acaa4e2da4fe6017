import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const lib = new URL('../../../scripts/lib/one-at-a-time.mjs', import.meta.url)
const source = `
  import { setTimeout } from 'node:timers/promises'
  import { oneAtATime } from ${JSON.stringify(lib.href)}
  await oneAtATime(async () => {
    const from = Date.now()
    await setTimeout(150)
    console.log(JSON.stringify([from, Date.now()]))
  })
`

test('two set-ups of one folder run one after the other', async () => {
  const run = () => text(spawn(process.execPath, ['--input-type=module', '-e', source]).stdout)
  const spans = (await Promise.all([run(), run(), run()])).map((out) => JSON.parse(out) as [number, number])
  const [first, second, third] = spans.toSorted((a, b) => a[0] - b[0])
  expect(second?.[0]).toBeGreaterThanOrEqual(first?.[1] ?? Number.NaN)
  expect(third?.[0]).toBeGreaterThanOrEqual(second?.[1] ?? Number.NaN)
})
