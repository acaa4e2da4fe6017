import { beforeEach, expect, test } from 'vitest'
import { GroupProgress } from '../../../../../../src/main/systems/kafka/experiments/rebalance/group-progress.ts'
import type { RunEntry } from '../../../../../../src/shared/api/experiments.ts'
import type { Json } from '../../../../../../src/shared/base/json.ts'

let log: RunEntry[]
beforeEach(() => {
  log = []
})

function says(actor: string, what: string, data: Readonly<Record<string, Json>>): void {
  const seq = log.length
  log.push({ seq, at: seq, kind: 'client', actor, what, says: '', data: { at: seq, ...data } })
}
const changes = (member: string, kind: string) => says(member, 'change', { kind })
const owns = (member: string, generation: number, owned: number[]) =>
  says(member, 'assigned', { generation, owned, partitions: owned })

test('a group stands still when all members are in one generation and own everything once', () => {
  const progress = new GroupProgress(4)
  changes('m1', 'starts')
  owns('m1', 1, [0, 1, 2, 3])
  changes('m2', 'starts')
  expect(progress.settled(log)).toBeUndefined()
  owns('m1', 2, [0, 1])
  expect(progress.settled(log)).toBeUndefined()
  owns('m2', 2, [2, 3])
  expect(progress.settled(log)).toBe(2)
})

test('what was settled before doesn’t count for the next change', () => {
  const progress = new GroupProgress(2)
  for (const member of ['m1', 'm2']) changes(member, 'starts')
  owns('m1', 3, [0])
  owns('m2', 3, [1])
  progress.mark(progress.settled(log)!)
  expect(progress.settled(log)).toBeUndefined()
  changes('m2', 'killed')
  expect(progress.settled(log)).toBeUndefined()
  owns('m1', 4, [0, 1])
  expect(progress.settled(log)).toBe(4)
})

test('a newcomer with nothing to do is waited for, too', () => {
  const progress = new GroupProgress(1)
  changes('m1', 'starts')
  owns('m1', 1, [0])
  progress.mark(1)
  changes('m2', 'joins')
  owns('m1', 2, [0])
  expect(progress.settled(log)).toBeUndefined()
  owns('m2', 2, [])
  expect(progress.settled(log)).toBe(2)
})

test('the first of two cooperative generations is not the end', () => {
  const progress = new GroupProgress(2)
  changes('m1', 'starts')
  owns('m1', 1, [0, 1])
  progress.mark(1)
  changes('m2', 'joins')
  says('m1', 'revoked', { partitions: [1] })
  owns('m1', 2, [0])
  owns('m2', 2, [])
  expect(progress.settled(log)).toBeUndefined()
  owns('m1', 3, [0])
  owns('m2', 3, [1])
  expect(progress.settled(log)).toBe(3)
})

test('one that was thrown out owns nothing until it is back', () => {
  const progress = new GroupProgress(2)
  for (const member of ['m1', 'm2']) changes(member, 'starts')
  owns('m1', 1, [0])
  owns('m2', 1, [1])
  says('m1', 'lost', { partitions: [0] })
  expect(progress.settled(log)).toBeUndefined()
  owns('m1', 2, [0])
  owns('m2', 2, [1])
  expect(progress.settled(log)).toBe(2)
})
