/** `npm run bench [NAME…]`: measures each thing beside its reference, in the same run, and prints one JSON object. */
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { giveUp, say } from './lib/say.mjs'

const folder = new URL('../test/bench/', import.meta.url)
/** What is measured: a file of its own, started by itself, that prints its figures as JSON on stdout. */
const systems = ['zookeeper', 'kafka', 'redis', 'rabbitmq', 'activemq']
const all = ['store', 'archive', 'report', 'compare', 'search', ...systems, 'window'].filter((name) =>
  readdirSync(folder).includes(`${name}.ts`),
)
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !all.includes(name))
if (unknown !== undefined) giveUp(`There is no bench ${unknown}; there are ${all.join(', ')}`)

const figures: Record<string, unknown> = {}
for (const name of wanted.length > 0 ? wanted : all) {
  say(`Measuring ${name}`)
  figures[name] = await measure(name)
}
console.log(JSON.stringify(figures, undefined, 2))

async function measure(name: string): Promise<unknown> {
  const file = fileURLToPath(new URL(`${name}.ts`, folder))
  const child = spawn(process.execPath, ['--expose-gc', file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const printed = await text(child.stdout)
  if (child.exitCode !== 0 && child.exitCode !== null) giveUp(`The bench ${name} failed`)
  return JSON.parse(printed)
}
