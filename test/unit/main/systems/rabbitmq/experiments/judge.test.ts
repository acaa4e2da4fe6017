import { expect, test } from 'vitest'
import { judge as judgeDeadLetters } from '../../../../../../src/main/systems/rabbitmq/experiments/dead-letters/judge.ts'
import { judge as judgePrefetch } from '../../../../../../src/main/systems/rabbitmq/experiments/prefetch/judge.ts'
import { amqpError } from '../../../../../../src/main/systems/rabbitmq/experiments/amqp/errors.ts'
import type { Parameters, RunEntry } from '../../../../../../src/shared/api/experiments.ts'
import often from '../../../../../fixtures/experiments/rabbitmq-dead-letters-delivery-limit.json'
import kept from '../../../../../fixtures/experiments/rabbitmq-dead-letters-kept.json'
import rejected from '../../../../../fixtures/experiments/rabbitmq-dead-letters-rejected.json'
import one from '../../../../../fixtures/experiments/rabbitmq-prefetch-1.json'
import many from '../../../../../fixtures/experiments/rabbitmq-prefetch-250.json'

interface Recorded {
  readonly run: { readonly parameters: Record<string, unknown> }
  readonly entries: readonly unknown[]
}
const entriesOf = ({ entries }: Recorded) => entries as readonly RunEntry[]
const parametersOf = ({ run }: Recorded) => run.parameters as Parameters

test.each([
  { recorded: rejected, answer: 'lost' },
  { recorded: often, answer: 'lost' },
  { recorded: kept, answer: 'kept' },
])('dead letters: a replay judges as the run did, $answer', ({ recorded, answer }) => {
  const verdict = judgeDeadLetters(entriesOf(recorded), parametersOf(recorded))
  expect(verdict).toEqual(recorded.run.verdict)
  expect(verdict.answer).toBe(answer)
})

test('a client that was told makes another answer', () => {
  const told = {
    kind: 'client',
    actor: 'publisher',
    what: 'returned',
    data: { number: 1 },
    at: 0,
    seq: 0,
    says: '',
  }
  const verdict = judgeDeadLetters([told as RunEntry, ...entriesOf(rejected)], parametersOf(rejected))
  expect(verdict.answer).toBe('refused')
})

test.each([
  { recorded: one, answer: 'speed' },
  { recorded: many, answer: 'half' },
])('prefetch: a replay judges as the run did, $answer', ({ recorded, answer }) => {
  const verdict = judgePrefetch(entriesOf(recorded), parametersOf(recorded))
  expect(verdict).toEqual(recorded.run.verdict)
  expect(verdict.answer).toBe(answer)
})

test('of a run that did not reach its end there is no answer, and no figure that could not be measured', () => {
  const verdict = judgeDeadLetters(entriesOf(rejected).slice(0, 20), parametersOf(rejected))
  expect(verdict.answer).toBeUndefined()
  expect(verdict.figures.find(({ id }) => id === 'lost')?.value).toBeNull()
  const half = judgePrefetch(entriesOf(many).slice(0, 30), parametersOf(many))
  expect(half.answer).toBeUndefined()
  expect(half.figures.filter(({ id }) => id === 'drain' || id === 'busy').map(({ value }) => value)).toEqual([
    null,
    null,
  ])
})

test.each([
  [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 'refused'],
  [new Error('Handshake terminated by server: 403 (ACCESS-REFUSED) with message "…"'), 'auth'],
  [new Error('Expected ConnectionOpenOk; got <ConnectionClose channel:0>'), 'forbidden'],
  [
    Object.assign(new Error('403 (ACCESS-REFUSED) with message "ACCESS_REFUSED - …"'), { code: 403 }),
    'forbidden',
  ],
  [Object.assign(new Error('404 (NOT-FOUND)'), { code: 404 }), 'not-found'],
  [Object.assign(new Error('406 (PRECONDITION-FAILED)'), { code: 406 }), 'invalid'],
  [new Error('Frame size exceeds frame max'), 'protocol'],
] as const)('%s is %s', (error, code) => {
  expect(amqpError(error, 'h:5672')).toMatchObject({ code, details: { address: 'h:5672' } })
})
