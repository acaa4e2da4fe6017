/** `npm run record [NAME…]`: makes the recorded histories in `resources/` anew, from real clusters in the lab. */
import { parseArgs } from 'node:util'
import { drills } from './record/drills.ts'
import { recordDrill } from './record/record-drill.ts'
import { giveUp, say } from './lib/say.mjs'

const { positionals } = parseArgs({ allowPositionals: true })
const unknown = positionals.find((name) => !drills.some((drill) => drill.name === name))
if (unknown !== undefined)
  giveUp(`There is no drill ${unknown}; there are ${drills.map(({ name }) => name).join(', ')}`)

for (const drill of drills) {
  if (positionals.length > 0 && !positionals.includes(drill.name)) continue
  say(`Recording ${drill.name}: ${drill.title}`)
  await recordDrill(drill, new URL('../resources/', import.meta.url))
}
