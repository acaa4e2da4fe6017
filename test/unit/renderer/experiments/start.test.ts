import { expect, test } from 'vitest'
import { plannedVariants, whyNot } from '../../../../src/renderer/experiments/setup/start.ts'
import type { Readiness } from '../../../../src/renderer/experiments/setup/start.ts'
import type { TargetState } from '../../../../src/shared/api/targets.ts'
import { info, run } from './a-run.ts'

const target: TargetState = {
  config: {
    id: 'staging',
    name: 'staging-kafka',
    system: 'kafka',
    endpoints: ['127.0.0.1:9092'],
    options: {},
    permission: 'experiment',
    intervalMs: 2000,
    budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
  },
  condition: 'observed',
  summary: '',
  findings: { critical: 0, warning: 0, info: 0 },
  unknownRules: 0,
  capabilities: [],
}

function ready(
  change: Partial<Readiness['setup']> = {},
  rest: Partial<Omit<Readiness, 'setup'>> = {},
): Readiness {
  const nothing = () => undefined
  return {
    setup: {
      ...{ target, values: run.parameters, problems: {}, prediction: 'least', pace: 'auto' },
      ...{ chooseTarget: nothing, setValue: nothing, reset: nothing, predict: nothing, setPace: nothing },
      ...change,
    },
    check: { value: { checks: run.checks, steps: run.steps }, error: undefined, isCurrent: true },
    runs: [run],
    ...rest,
  }
}

test('it starts when everything is said and checked, also when the prediction is: no idea', () => {
  expect(whyNot(ready())).toBeUndefined()
  expect(whyNot(ready({ prediction: 'no-idea' }))).toBeUndefined()
})

test('each thing that is missing is named', () => {
  expect(whyNot(ready({ target: undefined }))).toMatch(/target/)
  expect(whyNot(ready({ prediction: undefined }))).toMatch(/Predict/)
  expect(whyNot(ready({ problems: { members: '2 to 8.' } }))).toMatch(/setting/)
  expect(whyNot(ready({}, { runs: [{ ...run, outcome: 'running' }] }))).toBe('Run 14 is still on there')
})

test('what is on somewhere else is no reason', () => {
  expect(whyNot(ready({}, { runs: [{ ...run, outcome: 'running', targetId: 'prod' }] }))).toBeUndefined()
})

test('checks of other settings, failed ones and refusals keep it from starting; an unknown does not', () => {
  const { check } = ready()
  const refused = { id: 'p', what: 'Permission', is: 'refused' as const, says: 'only observed.' }
  const unknown = { id: 'v', what: 'Version', is: 'unknown' as const, says: 'not told' }
  expect(whyNot(ready({}, { check: { ...check, isCurrent: false } }))).toMatch(/being made/)
  expect(whyNot(ready({}, { check: { ...check, error: new Error('no') } }))).toMatch(/could not/)
  expect(whyNot(ready({}, { check: { ...check, value: { checks: [refused], steps: [] } } }))).toBe(
    'Permission: only observed',
  )
  expect(whyNot(ready({}, { check: { ...check, value: { checks: [unknown], steps: [] } } }))).toBeUndefined()
})

test('the other variants differ in nothing else', () => {
  const planned = plannedVariants(info, { target, values: run.parameters })
  expect(planned.map((each) => each.label)).toEqual(['range', 'sticky'])
  for (const { parameters } of planned)
    expect({ ...parameters, strategy: 'cooperative' }).toEqual(run.parameters)
  expect(plannedVariants({ ...info, variants: 'members' }, { target, values: run.parameters })).toEqual([])
})
