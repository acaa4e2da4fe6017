import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createAnswers } from '../../../../src/main/core/history/answers.ts'
import type { KeptTarget, Questions } from '../../../../src/main/core/history/questions.ts'
import type { Extract } from '../../../../src/main/compare/extract.ts'
import { withCare } from '../../../../src/main/core/history/with-care.ts'
import { wantedOf } from '../../../../src/main/search/wanted.ts'
import { openArchiveReader } from '../../../../src/main/store/reader.ts'
import { systems } from '../../../../src/main/systems/index.ts'
import { OrreryError } from '../../../../src/shared/base/errors.ts'
import { below, seeded } from '../store/random.ts'
import { reseal } from './reseal.ts'

vi.setConfig({ testTimeout: 120_000 })

const recording = (name: string) =>
  fileURLToPath(new URL(`../../../../resources/${name}.orrery`, import.meta.url))
let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'orrery-fuzz-'))))
afterAll(() => rmSync(folder, { recursive: true }))

/** Asks everything that a window asks of a file, as the thread of the archives does. @returns how much was refused */
function askAll(file: string): { readonly answered: number; readonly refused: number } {
  using answers = createAnswers(openArchiveReader, systems)
  const careful = withCare(
    ({ question, arg }) => answers[question](arg as never),
    () => answers.forget(),
  )
  const count = { answered: 0, refused: 0 }
  const ask = <K extends keyof Questions>(question: K, arg: Parameters<Questions[K]>[0]) => {
    try {
      const answer = careful({ question, arg })
      // as it crosses to the collecting thread
      structuredClone(answer)
      count.answered++
      return answer as ReturnType<Questions[K]>
    } catch (thrown) {
      if (!(thrown instanceof OrreryError)) throw thrown
      expect(thrown.message).not.toBe('')
      count.refused++
      return undefined
    }
  }
  ask('recording', { file })
  for (const run of ask('runs', { file }) ?? [])
    ask('runEntries', { file, run: run.id, from: 0, limit: 5_000 })
  const targets = ask('targets', { file }) ?? []
  for (const target of targets) askOf(file, target, ask)
  askSearch(file, targets, ask)
  return count
}

function askSearch(file: string, kept: readonly KeptTarget[], ask: Ask): void {
  const targets = kept.map(({ targetId, config }) => ({
    ...{ id: `window-${targetId}`, targetId, system: config?.system ?? 'kafka' },
  }))
  let share: unknown = 0
  // as the core goes on until it is done, or refused
  while (typeof share === 'number' && share < 1) share = ask('index', { file, isOwn: false, targets })
  for (const text of ['', 'orders leader']) {
    const search = { targets, wanted: wantedOf({ text, limit: 20 }), isNarrowed: false }
    ask('search', { file, isOwn: false, ...search })
  }
}

type Ask = <K extends keyof Questions>(question: K, arg: Parameters<Questions[K]>[0]) => unknown

function askOf(file: string, { targetId, from, to, config }: KeptTarget, ask: Ask): void {
  const place = { file, targetId, system: config?.system ?? 'kafka' }
  const stretch = { from, to, limit: 500 }
  ask('events', { ...place, ...stretch })
  ask('timeline', { ...place, from, to, buckets: 100 })
  const searched = { file, isOwn: false, targets: [{ id: targetId, targetId, system: place.system }] }
  ask('search', { ...searched, wanted: wantedOf({ text: 'o', limit: 20 }), isNarrowed: false })
  ask('findingsIn', { ...place, ...stretch })
  ask('foretell', { file, targetIds: [targetId], from, to })
  ask('step', { ...place, from: (from + to) / 2, direction: 'forward', by: 'event' })
  const series = [{ entity: 'topic/orders/0', metric: 'partition.hw' }]
  ask('series', { ...place, query: { series, from, to, points: 300, as: 'rate' } })
  const compared = {
    places: [
      { ...place, at: from },
      { ...place, at: to },
    ],
  } as const
  ask('compare', compared)
  ask('compareMarks', compared)
  askBeside(ask('extract', { ...place, at: to }) as Extract | undefined)
  const reported = { ...place, id: targetId, name: 'x', endpoints: [] }
  const request = { targetIds: [targetId], from, to, redact: ['names'] as const }
  ask('reportPart', { ...reported, request })
  const views = systems.find(({ id }) => id === place.system)?.views ?? {}
  for (const at of [from, (from + to) / 2, to]) {
    ask('findingsAt', { ...place, at })
    for (const view of Object.keys(views)) ask('view', { ...place, view, args: {}, at })
  }
}

/** What a damaged file gives is compared where one's own history is read: there nobody is careful any more. */
function askBeside(damaged: Extract | undefined): void {
  if (damaged === undefined) return
  using answers = createAnswers(openArchiveReader, systems)
  const file = recording('kafka-broker-lost')
  const [{ targetId, to } = expect.fail('no target')] = answers.targets({ file })
  const own = { file, targetId, system: 'kafka', at: to }
  for (const places of [
    [own, { ...own, extract: damaged }],
    [{ ...own, targetId: 'another', extract: damaged }, own],
  ] as const) {
    structuredClone(answers.compare({ places }))
    structuredClone(answers.compareMarks({ places }))
  }
}

test('an undamaged recording answers nearly everything', () => {
  const { answered, refused } = askAll(recording('kafka-broker-lost'))
  expect(answered).toBeGreaterThan(20)
  // views that need an argument
  expect(refused).toBeLessThan(answered / 2)
})

test.each([
  ['kafka-broker-lost', 1],
  ['zookeeper-leader-killed', 2],
  ['kafka-experiments', 3],
])('%s with flipped bytes or cut short answers or says what is wrong', (name, seed) => {
  const random = seeded(seed)
  const whole = readFileSync(recording(name))
  let refused = 0
  for (let round = 0; round < rounds; round++) {
    const bytes = Buffer.from(whole)
    const flips = round % 3 === 0 ? 1 : 1 + below(random, 200)
    for (let i = 0; i < flips; i++) bytes[below(random, bytes.length)] = below(random, 256)
    const left = round % 5 === 4 ? below(random, bytes.length) : bytes.length
    const file = join(folder, `${name}.orrery`)
    writeFileSync(file, bytes.subarray(0, left))
    refused += askAll(file).refused
  }
  expect(refused, 'some damage was noticed').toBeGreaterThan(rounds)
})

const rounds = 25

test('a checksum that is right again after the damage helps nobody', () => {
  const file = join(folder, 'resealed.orrery')
  const random = seeded(9)
  for (let round = 0; round < rounds; round++) {
    copyFileSync(recording('kafka-broker-lost'), file)
    reseal(file, random)
    askAll(file)
  }
})
