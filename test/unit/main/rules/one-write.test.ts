import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Engine } from '../../../../src/main/rules/engine.ts'
import { openStore } from '../../../../src/main/store/open-store.ts'
import type { Rule } from '../../../../src/main/systems/rule.ts'

const worker = new URL('../../../../src/main/store/store-worker.ts', import.meta.url)

async function storeWithRoomFor(maxPages: number) {
  const folder = await mkdtemp(join(tmpdir(), 'orrery-test-'))
  const store = await openStore(join(folder, 'history.orrery'), worker, { maxPages })
  const close = async () => {
    await store[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  }
  return { store, [Symbol.asyncDispose]: close }
}

test('findings that find no room are all taken back, and opened when there is', async () => {
  await using held = await storeWithRoomFor(80)
  const { store } = held
  let count = 500
  const many: Rule = {
    id: 'many',
    title: 'few',
    why: 'why',
    fix: 'fix',
    source: { label: 'docs', url: 'https://example.org/' },
    evaluate: () => ({
      candidates: Array.from({ length: count }, (_, i) => ({
        entity: `entity/${i}`,
        severity: 'info' as const,
        title: randomBytes(600).toString('hex'),
        holdMs: 0,
        evidence: [],
      })),
    }),
  }
  const engine = new Engine({ targetId: 't', rules: [many], sink: store, breakMs: 15_000 })
  const evaluate = (at: number) => {
    store.append('t', {
      at,
      tookMs: 0,
      values: [],
      facts: [],
      gaps: [],
      cost: [{ endpoint: 'a', requests: 1, sentBytes: 1, receivedBytes: 1, ms: 1 }],
    })
    return engine.evaluate(store.live('t') ?? expect.fail())
  }
  expect(() => evaluate(1_000)).toThrow(expect.objectContaining({ code: 'storage' }))
  expect(store.openFindings('t')).toEqual([])
  count = 3
  expect(evaluate(2_000).opened).toMatchObject([{ since: 1_000 }, { since: 1_000 }, { since: 1_000 }])
  expect(store.openFindings('t')).toHaveLength(3)
  count = 0
  expect(evaluate(3_000).closed).toHaveLength(3)
  expect(store.openFindings('t')).toEqual([])
})
