import { expect, test } from 'vitest'
import {
  fill,
  initialValues,
  parameterText,
  problemOf,
  settingsLine,
} from '../../../../src/renderer/experiments/question.ts'
import { stateOf, valuesOf } from '../../../../src/renderer/experiments/setup/use-setup.ts'
import { info, run } from './a-run.ts'

test('a question names the values, and leaves alone what it does not know', () => {
  expect(fill('{members} members with {strategy} over {nothing}', run.parameters)).toBe(
    '4 members with cooperative over {nothing}',
  )
})

test('settings in words, the variant left out where a head says it', () => {
  expect(settingsLine(info, run.parameters, ['strategy'])).toBe(
    'members 4 · partitions 8 · session timeout 10\u00a0s',
  )
  expect(settingsLine(info, run.parameters)).toMatch(/^strategy: cooperative sticky · members 4/)
  expect(settingsLine(undefined, { a: 1, b: 'x' })).toBe('a 1 · b x')
})

test('values outside their range, no numbers and unknown choices are said to be wrong', () => {
  const [strategy, members] = info.parameters
  if (strategy === undefined || members === undefined) throw new Error('two parameters')
  expect(problemOf(members, 4)).toBeUndefined()
  expect(problemOf(members, 1)).toBe('2 to 8.')
  expect(problemOf(members, 9)).toBe('2 to 8.')
  expect(problemOf(members, Number.NaN)).toBeDefined()
  expect(problemOf(members, undefined)).toBeDefined()
  expect(problemOf(strategy, 'range')).toBeUndefined()
  expect(problemOf(strategy, 'eager')).toBeDefined()
  expect(parameterText(strategy, 'cooperative')).toBe('cooperative sticky')
  for (const parameter of info.parameters)
    expect(problemOf(parameter, initialValues(info)[parameter.id])).toBeUndefined()
})

test('an address brings target and settings back', () => {
  const values = { ...run.parameters, members: 6, strategy: 'range' }
  const state = stateOf('staging', values)
  expect(state['target']).toBe('staging')
  expect(valuesOf(info, state)).toEqual(values)
  expect(valuesOf(info, {})).toEqual(initialValues(info))
})

test('an emptied number is missing, not zero', () => {
  expect(valuesOf(info, { 'p.members': '' })['members']).toBeNaN()
})
