import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from '../../../../src/shared/base/json.ts'
import { openStore, type StoreOptions } from '../../../../src/main/store/open-store.ts'
import type { EntitySet, FactColumn, Sample, ValueColumn } from '../../../../src/main/systems/sample.ts'

export const workerUrl = new URL('../../../../src/main/store/store-worker.ts', import.meta.url)

export const open = (path: string, options: StoreOptions = {}) => openStore(path, workerUrl, options)

/** A folder that goes when the test does. */
export function temporaryFolder(): Disposable & {
  readonly file: string
  readonly path: (name: string) => string
} {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-store-'))
  return {
    file: join(folder, 'history.orrery'),
    path: (name) => join(folder, name),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export const entities = (...paths: readonly string[]): EntitySet => ({ paths })

export const values = (metric: string, set: EntitySet, numbers: readonly number[]): ValueColumn => ({
  metric,
  cadence: 'tick',
  entities: set,
  values: Float64Array.from(numbers),
})

export const slow = (column: ValueColumn): ValueColumn => ({ ...column, cadence: 'slow' })

export const facts = (
  key: string,
  set: EntitySet,
  list: readonly (Json | undefined)[],
  complete = true,
): FactColumn => ({ key, entities: set, values: list, complete })

export const sample = (at: number, rest: Partial<Sample> = {}): Sample => ({
  at,
  tookMs: 12,
  values: [],
  facts: [],
  gaps: [],
  cost: [{ endpoint: 'localhost:9092', requests: 3, sentBytes: 120, receivedBytes: 4_000, ms: 7 }],
  ...rest,
})

/** Facts that came by themselves between two samples. */
export const push = (at: number, columns: readonly FactColumn[]): Sample => ({
  at,
  tookMs: 0,
  values: [],
  facts: columns,
  gaps: [],
  cost: [],
})

/** A day that no clock of a test machine will ever show. */
export const t0 = Date.UTC(2026, 0, 15)
