import { expect, test } from 'vitest'
import { actionOf, keyName, windowKeyRows, windowKeys } from '../../../../src/renderer/app/key-table.ts'
import type { KeyAction } from '../../../../src/renderer/app/key-table.ts'

const actions = Object.keys(windowKeys) as KeyAction[]

test('no key does two things', () => {
  for (const action of actions) expect(actionOf(windowKeys[action].key)).toBe(action)
})

test('the list names every key once', () => {
  const listed = windowKeyRows().flatMap(({ keys }) => keys)
  expect(listed.toSorted()).toEqual(actions.map(keyName).toSorted())
})

test('keys of both directions stand in one row', () => {
  expect(windowKeyRows().find(({ does }) => does.includes('event'))?.keys).toEqual(['[', ']'])
})

test('keys are written as they are printed on a keyboard', () => {
  expect(['pause', 'sampleBack', 'goTo', 'find'].map((action) => keyName(action as KeyAction))).toEqual([
    'Space',
    '←',
    'G',
    'Ctrl K',
  ])
})

test('what has no key is left alone', () => expect(actionOf('x')).toBeUndefined())
