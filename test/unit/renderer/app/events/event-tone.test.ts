import { expect, test } from 'vitest'
import { eventTone } from '../../../../../src/renderer/app/events/event-tone.ts'
import type { EventRow } from '../../../../../src/shared/api/history.ts'

test('only findings carry colour, and a gap is not seen', () => {
  const event = (change: Partial<EventRow>): EventRow => ({
    at: 0,
    targetId: 't',
    kind: 'fact',
    entity: 'e',
    key: 'k',
    label: 'l',
    before: null,
    after: 1,
    source: 's',
    ...change,
  })
  expect(eventTone(event({}))).toBe('quiet')
  expect(eventTone(event({ kind: 'gap' }))).toBe('unknown')
  expect(eventTone(event({ kind: 'finding', severity: 'critical' }))).toBe('bad')
  expect(eventTone(event({ kind: 'finding', severity: 'critical', after: null }))).toBe('ok')
})
