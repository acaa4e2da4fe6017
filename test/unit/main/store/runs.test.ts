import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Run, RunEntry } from '../../../../src/shared/api/experiments.ts'
import { cutRecording } from '../../../../src/main/store/cut-recording.ts'
import { openReader } from '../../../../src/main/store/reader.ts'
import { open, sample, t0, temporaryFolder } from './history.ts'

const run = (number: number, rest: Partial<Run> = {}): Run => ({
  id: `${number}-abcd`,
  number,
  experiment: 'kafka/rebalance',
  system: 'kafka',
  targetId: 'c',
  targetName: 'Cluster',
  parameters: { members: 3 },
  prediction: 'two',
  pace: 'auto',
  began: t0 + number,
  ended: undefined,
  phase: 'act',
  outcome: 'running',
  checks: [],
  steps: [],
  step: undefined,
  isHeld: false,
  entries: 0,
  left: [],
  verdict: undefined,
  error: undefined,
  ...rest,
})

const entry = (seq: number): RunEntry => ({
  seq,
  at: t0 + seq,
  kind: 'client',
  actor: `m${seq % 3}`,
  what: 'delivered',
  says: '',
  data: { partition: seq % 7, from: seq, to: seq + 1, text: '→' },
})

const entries = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => entry(from + i))

describe('runs', () => {
  it('come back as they were written, in parts too, also when they have ended and from a reader', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file)
    store.runs.put(run(1))
    for (let seq = 0; seq < 2_500; seq += 100) store.runs.append('1-abcd', entries(seq, seq + 100))
    const all = entries(0, 2_500)
    expect(store.runs.entries('1-abcd', 0, 10_000)).toEqual(all)
    const ended = run(1, { ended: t0 + 9, entries: 2_500, phase: 'ended', outcome: 'done' })
    store.runs.put(ended)
    expect(store.runs.entries('1-abcd', 1_950, 100)).toEqual(all.slice(1_950, 2_050))
    using reader = openReader(folder.file)
    expect(reader.runs()).toEqual([JSON.parse(JSON.stringify(ended))])
    expect(reader.runEntries('1-abcd', 0, 10_000)).toEqual(all)
    expect(reader.runEntries('2-none', 0, 10)).toEqual([])
  })

  it('are newest first, outlive their target, and a number is never given twice', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file)
    expect(store.runs.nextNumber()).toBe(1)
    store.append('c', sample(t0))
    store.runs.put(run(1))
    store.runs.put(run(2))
    store.forget('c')
    expect(store.runs.list().map(({ number }) => number)).toEqual([2, 1])
    store.runs.append('2-abcd', entries(0, 3))
    store.runs.remove('2-abcd')
    expect(store.runs.entries('2-abcd', 0, 10)).toEqual([])
    expect(store.runs.nextNumber()).toBe(3)
  })

  it('are cut with their target into a recording', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file)
    store.append('c', sample(t0))
    store.append('c', sample(t0 + 1_000))
    store.runs.put(run(1, { entries: 3 }))
    store.runs.append('1-abcd', entries(0, 3))
    store.runs.put(run(2, { targetId: 'other' }))
    store.runs.put(run(3, { began: t0 + 5_000 }))
    cutRecording(folder.file, ['c'], t0, t0 + 1_000, folder.path('cut.orrery'))
    using cut = openReader(folder.path('cut.orrery'))
    expect(cut.runs().map(({ id }) => id)).toEqual(['1-abcd'])
    expect(cut.runEntries('1-abcd', 0, 10)).toEqual(entries(0, 3))
  })

  it('are journalled against kill -9: what append returned from is there', { timeout: 20_000 }, async () => {
    using folder = temporaryFolder()
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('journal-and-tell.ts', import.meta.url)), folder.file],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    const ended = once(child, 'exit')
    let told = ''
    for await (const chunk of child.stdout) {
      told += String(chunk)
      if (told.split('\n').length > 20) break
    }
    child.kill('SIGKILL')
    await ended
    const last = Number(told.trim().split('\n').slice(0, 20).at(-1))
    await using store = await open(folder.file)
    const kept = store.runs.entries('1-abcd', 0, 1_000)
    expect(kept.length).toBeGreaterThan(last)
    expect(kept).toEqual(entries(0, kept.length))
  })
})
