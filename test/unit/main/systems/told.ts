import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from '../../../../src/shared/base/json.ts'
import { onTestFinished } from 'vitest'
import { Engine } from '../../../../src/main/rules/engine.ts'
import type { Rule } from '../../../../src/main/systems/rule.ts'
import type { Store } from '../../../../src/main/store/store.ts'
import { openStore } from '../../../../src/main/store/open-store.ts'
import { factColumn, valueColumn } from '../../../../src/main/systems/base/columns.ts'

const workerUrl = new URL('../../../../src/main/store/store-worker.ts', import.meta.url)

/** One history for all stories of a test, each a target of its own: opening one takes longer than telling it. */
let opened: Promise<Store> | undefined
let stories = 0

async function open(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-told-'))
  const store = await openStore(join(folder, 'history.orrery'), workerUrl)
  onTestFinished(async () => {
    opened = undefined
    await store[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })
  return store
}

/** One sample: entity → key → value. */
export interface Told {
  readonly values?: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly facts?: Readonly<Record<string, Readonly<Record<string, Json>>>>
}

/** A rule over samples in a real history, for rules that look back. @returns what is open after each sample */
export async function judgedAt(
  rule: Rule,
  everyS: number,
  samples: readonly Told[],
): Promise<readonly string[][]> {
  const store = await (opened ??= open())
  const targetId = `told-${stories++}`
  const engine = new Engine({ targetId, rules: [rule], sink: store, breakMs: 5 * everyS * 1000 })
  return samples.map(({ values = {}, facts = {} }, i) => {
    store.append(targetId, {
      ...{ at: 1_700_000_000_000 + i * everyS * 1000, tookMs: 1, gaps: [], cost: [] },
      values: columnsOf(values, (key, paths, of) => valueColumn(key, { paths }, of)),
      facts: columnsOf(facts, (key, paths, of) => factColumn(key, { paths }, of)),
    })
    const look = store.live(targetId)
    if (look === undefined) throw new Error('Nothing was told')
    engine.evaluate(look)
    return store.openFindings(targetId).map(({ entity }) => entity)
  })
}

/** From entity → key → value to a column for each key. */
function columnsOf<V, C>(
  told: Readonly<Record<string, Readonly<Record<string, V>>>>,
  make: (key: string, paths: readonly string[], of: (path: string) => V | undefined) => C,
): readonly C[] {
  const keys = new Set(Object.values(told).flatMap((one) => Object.keys(one)))
  return [...keys].map((key) => {
    const paths = Object.keys(told).filter((path) => key in (told[path] ?? {}))
    return make(key, paths, (path) => told[path]?.[key])
  })
}
