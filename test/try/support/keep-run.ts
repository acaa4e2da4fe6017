import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ran } from './one-run.ts'

/** Keeps a run's log in the folder that ORRERY_KEEP_RUNS names: `test/fixtures` has some. Without it, does nothing. */
export function keepRun(name: string, { run, entries }: Ran): void {
  const folder = process.env['ORRERY_KEEP_RUNS']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  const lines = [run, ...entries].map((line) => `${JSON.stringify(line)}\n`)
  writeFileSync(join(folder, `${name}.jsonl`), lines.join(''))
}
