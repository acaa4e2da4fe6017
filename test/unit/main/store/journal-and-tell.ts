import type { Run } from '../../../../src/shared/api/experiments.ts'
import { open, t0 } from './history.ts'

/** Appends to a run's log and tells each `seq` that is on disk, until it is killed. */
const store = await open(process.argv[2]!)
store.runs.put({ id: '1-abcd', number: 1 } as Run)
for (let seq = 0; seq < 900; seq++) {
  store.runs.append('1-abcd', [
    {
      seq,
      at: t0 + seq,
      kind: 'client',
      actor: `m${seq % 3}`,
      what: 'delivered',
      says: '',
      data: { partition: seq % 7, from: seq, to: seq + 1, text: '→' },
    },
  ])
  process.stdout.write(`${seq}\n`)
  await new Promise((resolve) => setImmediate(resolve))
}
