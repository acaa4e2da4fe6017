/**
 * `node child.ts <root> write|journal <n>`: one run in a process of its own, which is killed as `kill -9` kills: before
 * the store takes its n-th write, or when the n-th object is in the journal and not created yet. Prints `ended` when the
 * run had fewer.
 */
import type { RunStore } from '../../../../src/main/store/store.ts'
import { bench, targetId } from './bench.ts'

const [root = '', where = 'write', nth = '0'] = process.argv.slice(2)

function deadly(runs: RunStore): RunStore {
  let left = Number(nth)
  let known = 0
  const die = (when: string) => {
    if (where === when && --left === 0) process.kill(process.pid, 'SIGKILL')
  }
  return {
    nextNumber: () => runs.nextNumber(),
    put(run) {
      die('write')
      runs.put(run)
      if (run.left.length > known) die('journal')
      known = run.left.length
    },
    append(id, entries) {
      if (entries.length > 0) die('write')
      runs.append(id, entries)
    },
    list: () => runs.list(),
    entries: (id, from, limit) => runs.entries(id, from, limit),
    remove: (id) => runs.remove(id),
  }
}

await using b = await bench({ root, wrap: deadly })
const { id } = b.experiments.start({
  experiment: 'files/writing',
  targetId,
  parameters: { writers: 1 },
  pace: 'auto',
})
await b.experiments.ended(id)
console.log('ended')
