import { expect, test } from 'vitest'
import { eventRows } from '../../../../../src/main/core/history/event-rows.ts'
import { openReader } from '../../../../../src/main/store/reader.ts'
import { eventWhat } from '../../../../../src/shared/history/fact-text.ts'
import { catalogues } from '../../../../../src/shared/systems/index.ts'

test('events say what changed as people read it', () => {
  const file = new URL('../../../../../resources/redis-reshard.orrery', import.meta.url).pathname
  using reader = openReader(file)
  const [{ targetId, from, to }] = reader.targets() as [{ targetId: string; from: number; to: number }]
  const rows = eventRows(reader, catalogues['redis']!, { targetId, from, to, limit: 1000 })
  const [first] = rows
    .filter(({ key }) => key === 'cluster.owners')
    .map(eventWhat)
    .toReversed()
  expect(first).toBe(
    '127.0.0.1:29121 0–5460 → 0–5460, 7954, 127.0.0.1:29123 5461–10922 → 5461–7953, 7955–10922',
  )
})
