import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openStore } from '../../../../../../src/main/store/open-store.ts'
import { openReader } from '../../../../../../src/main/store/reader.ts'
import type { Look } from '../../../../../../src/main/systems/moment.ts'
import { rules } from '../../../../../../src/main/systems/kafka/rules/index.ts'
import { views } from '../../../../../../src/main/systems/kafka/views/index.ts'
import { looksAt, samplesOf } from '../history.ts'

const folder = mkdtempSync(join(tmpdir(), 'orrery-kafka-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const worker = new URL('../../../../../../src/main/store/store-worker.ts', import.meta.url)

/** Everything that can be drawn and judged of a moment, as plain text. */
function everything(look: Look): string {
  const drawn = Object.entries(views).flatMap(([name, view]) =>
    (view.instances?.(look) ?? [{}]).map((args) => [name, args, view.run(look, args)]),
  )
  const judged = rules.map((rule) => [rule.id, rule.evaluate(look)])
  return JSON.stringify([drawn, judged], (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array, String) : value,
  )
}

test.each(['follower-paused', 'broker-killed'])(
  '%s: live, and read back from the file, views and rules say the same',
  async (drill) => {
    const path = join(folder, `${drill}.orrery`)
    await using store = await openStore(path, worker, { windowTicks: 8 })
    const samples = samplesOf(drill)
    const looks = looksAt(drill)
    // every fifth instant: before, during and after what happens
    const chosen = new Set(samples.keys().filter((i) => i % 5 === 4))
    samples.forEach((sample, i) => {
      store.append('test', sample)
      if (chosen.has(i)) expect(everything(store.live('test')!)).toBe(everything(looks[i]!))
    })
    using history = openReader(path)
    for (const i of chosen) {
      const past = history.look('test', samples[i]!.at)!
      expect(everything(past)).toBe(everything(looks[i]!))
    }
  },
)
