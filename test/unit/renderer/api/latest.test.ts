import { expect, test } from 'vitest'
import { Latest } from '../../../../src/renderer/api/latest.ts'
import type { Asked } from '../../../../src/renderer/api/latest.ts'

function setUp(patienceMs = 10_000) {
  const asked: string[] = []
  const stopped: string[] = []
  const answers = new Map<string, PromiseWithResolvers<string>>()
  let shown: Asked<string> | undefined
  const line = new Latest<string>((next) => (shown = next), { remember: 2, patienceMs })
  const want = (key: string) =>
    line.want(key, (signal) => {
      asked.push(key)
      signal.addEventListener('abort', () => stopped.push(key))
      const waiting = Promise.withResolvers<string>()
      answers.set(key, waiting)
      return waiting.promise
    })
  const answer = async (key: string) => {
    answers.get(key)?.resolve(`answer ${key}`)
    await Promise.resolve()
    await Promise.resolve()
    await Promise.resolve()
  }
  return { line, want, answer, asked, stopped, shown: () => shown, answers }
}

test('while one answer is on its way only the last wish is kept', async () => {
  const { want, answer, asked, shown } = setUp()
  for (const key of ['1', '2', '3', '4']) want(key)
  expect(asked).toEqual(['1'])
  await answer('1')
  expect(asked).toEqual(['1', '4'])
  expect(shown()).toMatchObject({ value: 'answer 1', isLoading: true })
  await answer('4')
  expect(shown()).toEqual({ value: 'answer 4', valueKey: '4', error: undefined, isLoading: false })
})

test('an answer that takes too long is given up', async () => {
  const { want, answer, asked, stopped, shown } = setUp(-1)
  want('1')
  want('2')
  expect(asked).toEqual(['1', '2'])
  expect(stopped).toEqual(['1'])
  await answer('1')
  expect(shown()?.value).toBeUndefined()
  await answer('2')
  expect(shown()?.value).toBe('answer 2')
})

test('what is shown of what was asked before stays, whatever an earlier question comes to', async () => {
  const { want, answer, shown, answers } = setUp()
  want('1')
  await answer('1')
  want('2')
  want('1')
  await answer('2')
  expect(shown()).toEqual({ value: 'answer 1', valueKey: '1', error: undefined, isLoading: false })
  want('3')
  want('1')
  answers.get('3')?.reject(new Error('no answer'))
  await new Promise(setImmediate)
  expect(shown()).toEqual({ value: 'answer 1', valueKey: '1', error: undefined, isLoading: false })
  // it is remembered all the same
  want('2')
  expect(shown()).toMatchObject({ value: 'answer 2', isLoading: false })
})

test('what was asked before is shown at once', async () => {
  const { want, answer, asked, shown } = setUp()
  want('1')
  await answer('1')
  want('2')
  await answer('2')
  want('1')
  expect(asked).toEqual(['1', '2'])
  expect(shown()).toMatchObject({ value: 'answer 1', isLoading: false })
})

test('a failure keeps the old answer on screen', async () => {
  const { want, answer, answers, shown } = setUp()
  want('1')
  await answer('1')
  want('2')
  answers.get('2')?.reject(new Error('no'))
  await Promise.resolve()
  await Promise.resolve()
  await Promise.resolve()
  expect(shown()).toMatchObject({
    value: 'answer 1',
    valueKey: '1',
    isLoading: false,
    error: new Error('no'),
  })
})
