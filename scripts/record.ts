/** `npm run record [NAME…]`: makes the recorded histories in `resources/` anew, from real clusters in the lab. */
import { parseArgs } from 'node:util'
import { folderNameVariable } from '../lab/host/lab-folder.ts'
import { drills } from './record/drills.ts'
import { recordDrill } from './record/record-drill.ts'
import { recordRuns } from './record/record-runs.ts'
import { runsDrills } from './record/runs-drills.ts'
import { giveUp, say } from './lib/say.mjs'

// what is recorded names folders of the lab's servers: the same ones, whenever and wherever it is made
process.env['TMPDIR'] = '/tmp'
process.env[folderNameVariable] = 'demo'

const { positionals } = parseArgs({ allowPositionals: true })
const names = [...drills, ...runsDrills].map(({ name }) => name)
const unknown = positionals.find((name) => !names.includes(name))
if (unknown !== undefined) giveUp(`There is no drill ${unknown}; there are ${names.join(', ')}`)

const isWanted = ({ name }: { readonly name: string }) =>
  positionals.length === 0 || positionals.includes(name)
const folder = new URL('../resources/', import.meta.url)
for (const drill of drills.filter(isWanted)) {
  say(`Recording ${drill.name}: ${drill.title}`)
  await recordDrill(drill, folder)
}
for (const drill of runsDrills.filter(isWanted)) {
  say(`Recording ${drill.name}: ${drill.title}`)
  await recordRuns(drill, folder)
}
