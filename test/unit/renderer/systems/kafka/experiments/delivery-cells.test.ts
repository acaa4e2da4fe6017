import { expect, test } from 'vitest'
import type { RunEntry } from '../../../../../../src/shared/api/experiments.ts'
import type { Json } from '../../../../../../src/shared/base/json.ts'
import { deliveryDrawing } from '../../../../../../src/renderer/systems/kafka/experiments/delivery/cells.ts'

const told = (at: number, actor: string, what: string, data: Json = null): RunEntry => ({
  ...{ seq: at, at, kind: 'client', actor, what, says: '', data },
})

const log = [
  told(1, 'worker-1', 'committed', { offset: 2 }),
  told(2, 'worker-1', 'worked', { numbers: [0] }),
  told(3, 'worker-1', 'killed'),
  told(4, 'worker-2', 'worked', { numbers: [2] }),
  told(5, 'reader', 'found', { numbers: [0, 2] }),
]

test('what was committed and never worked on is lost, once somebody has looked', () => {
  const drawing = deliveryDrawing(log, 3, 5)
  expect(drawing.cells.map(({ effect }) => effect)).toEqual(['once', 'lost', 'once'])
  expect(drawing.cells.map(({ by }) => by)).toEqual([[0], [], [1]])
  expect(drawing.workers).toEqual([
    { name: 'worker-1', isDead: true },
    { name: 'worker-2', isDead: false },
  ])
})

test('at an earlier instant nothing is known of what came after', () => {
  const drawing = deliveryDrawing(log, 3, 2)
  expect(drawing.cells.every(({ effect }) => effect === 'waiting')).toBe(true)
  expect(drawing.workers).toEqual([{ name: 'worker-1', isDead: false }])
  expect(drawing.committed).toBe(2)
})
