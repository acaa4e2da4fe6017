import { expect, test } from 'vitest'
import type { Parameters, RunEntry } from '../../../../../../src/shared/api/experiments.ts'
import { deadLettersDrawing } from '../../../../../../src/renderer/systems/rabbitmq/experiments/dead-letters-drawing.ts'
import { prefetchDrawing } from '../../../../../../src/renderer/systems/rabbitmq/experiments/prefetch-drawing.ts'
import overflow from '../../../../../fixtures/experiments/rabbitmq-dead-letters-overflow.json'
import rejected from '../../../../../fixtures/experiments/rabbitmq-dead-letters-rejected.json'
import one from '../../../../../fixtures/experiments/rabbitmq-prefetch-1.json'
import many from '../../../../../fixtures/experiments/rabbitmq-prefetch-250.json'

interface Recorded {
  readonly run: { readonly parameters: Record<string, unknown> }
  readonly entries: readonly unknown[]
}
const entriesOf = ({ entries }: Recorded) => entries as readonly RunEntry[]
const endOfStep = (recorded: Recorded, step: string) =>
  entriesOf(recorded).find(({ kind, what, actor }) => kind === 'step' && what === 'end' && actor === step)
    ?.at ?? expect.fail(`there is no step ${step}`)

test('every message is somewhere at every instant', () => {
  for (const { at } of entriesOf(overflow)) {
    const { counts, rounds } = deadLettersDrawing(entriesOf(overflow), 20, at)
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(40)
    expect(rounds.map(({ cells }) => cells.length)).toEqual([20, 20])
  }
})

test('what died without a target vanishes, and the way is whole after the repair', () => {
  const at = (step: string) => deadLettersDrawing(entriesOf(rejected), 20, endOfStep(rejected, step))
  expect(at('declare')).toMatchObject({ isDeclared: true, isRepaired: false, published: 0 })
  expect(at('declare').names).toEqual({ work: 'work', exchange: 'dlx', morgue: 'dead-letters' })
  expect(at('look-1')).toMatchObject({ isRepaired: false, counts: { dead: 20, captured: 0, lost: 0 } })
  expect(at('repair').isRepaired).toBe(true)
  expect(at('look-2').counts).toMatchObject({ dead: 0, lost: 20, captured: 20 })
})

function prefetchAt(recorded: Recorded, until: number) {
  return prefetchDrawing(entriesOf(recorded), recorded.run.parameters as Parameters, until)
}

test('with a large prefetch the fast worker has nothing to do while the slow one holds the rest', () => {
  const drawn = prefetchAt(many, Infinity)
  const [slow, fast] = drawn.lanes
  expect(slow?.idle).toBeUndefined()
  const idleMs = (fast?.idle?.to ?? 0) - (fast?.idle?.from ?? 0)
  expect(idleMs).toBeGreaterThan(1_500)
  expect(drawn.most).toBeGreaterThan(50)
  const shortly = prefetchAt(one, Infinity)
  expect((shortly.lanes[1]?.idle?.to ?? 0) - (shortly.lanes[1]?.idle?.from ?? 0)).toBeLessThan(200)
  expect(shortly.lanes[0]?.unacked.every(({ value }) => value <= 1)).toBe(true)
})

test('the axis is that of the whole log at every instant', () => {
  const whole = prefetchAt(many, Infinity)
  const early = prefetchAt(many, (whole.span?.from ?? 0) + 100)
  expect(early.span).toEqual(whole.span)
  expect(early.most).toBe(whole.most)
  expect(early.drainedAt).toBeUndefined()
  expect(early.lanes.every(({ done, expected }) => done < expected)).toBe(true)
})
