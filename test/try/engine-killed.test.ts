import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
import type { Run } from '../../src/shared/api/experiments.ts'
import { bench } from '../unit/main/experiments/bench.ts'

vi.setConfig({ testTimeout: 300_000 })

const child = fileURLToPath(new URL('../unit/main/experiments/child.ts', import.meta.url))
const run = promisify(execFile)

/** @returns whether it came to its end before it was killed */
async function runAndKill(root: string, where: string, n: number): Promise<boolean> {
  try {
    const { stdout } = await run(process.execPath, [child, root, where, String(n)])
    return stdout.includes('ended')
  } catch (thrown) {
    // anything else is told in its own words
    if ((thrown as { readonly signal?: unknown }).signal !== 'SIGKILL') throw thrown
    return false
  }
}

/** What the next Orrery finds, which then is asked to clean up. */
async function nextStart(root: string): Promise<Run | undefined> {
  const made = readdirSync(join(root, 'cluster'))
  await using b = await bench({ root })
  const [found] = b.experiments.runs()
  // whatever there was stood in the journal
  expect(found?.left.map(({ name }) => name) ?? []).toEqual(expect.arrayContaining(made))
  if (found !== undefined && found.left.length > 0) await b.experiments.clean(found.id)
  for (const { id } of b.experiments.runs()) b.experiments.remove(id)
  expect([b.files(), b.store.runs.list()]).toEqual([[], []])
  return found
}

async function killed(where: string, n: number) {
  const root = mkdtempSync(join(tmpdir(), 'orrery-killed-'))
  try {
    const isEnded = await runAndKill(root, where, n)
    return { isEnded, found: await nextStart(root) }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** Each is a process that mostly starts. */
const atOnce = 4

test.each([
  ['before each write', 'write', [0, 1, 2, 3]],
  ['when each object is in the journal, and not created yet', 'journal', [1, 2, 3]],
])('killed %s: nothing is left after the next start', async (_what, where, left) => {
  const all: Awaited<ReturnType<typeof killed>>[] = []
  while (!all.some(({ isEnded }) => isEnded)) {
    const turns = Array.from({ length: atOnce }, (_, k) => all.length + k + 1)
    all.push(...(await Promise.all(turns.map((n) => killed(where, n)))))
  }
  const interrupted = all.flatMap(({ found }) => (found?.outcome === 'interrupted' ? [found] : []))
  expect(interrupted.length).toBeGreaterThan(where === 'write' ? 15 : 2)
  expect(new Set(interrupted.map((run) => run.left.length))).toEqual(new Set(left))
  expect(interrupted.every(({ phase }) => phase === 'ended')).toBe(true)
  expect(all.at(-1)?.found?.outcome).toBe('done')
})
