import { beforeEach, expect, test } from 'vitest'
import { LiveViews } from '../../../../src/main/core/live-views.ts'
import type { Look } from '../../../../src/main/systems/moment.ts'
import { OrreryError } from '../../../../src/shared/base/errors.ts'

let at: number
let runs: string[]
let views: LiveViews

const request = (args: Record<string, string>, view = 'echo') => ({ targetId: 't', view, args })

beforeEach(() => {
  at = 1
  runs = []
  views = new LiveViews({
    views(targetId) {
      if (targetId !== 't') throw new OrreryError('not-found', 'No such target')
      return {
        echo: {
          run(look, args) {
            runs.push(`${look.moment.at} ${JSON.stringify(args)}`)
            if (args['topic'] === 'gone') throw new OrreryError('not-found', 'No such topic')
            return { at: look.moment.at, ...args }
          },
        },
      }
    },
    live: () => (at === 0 ? undefined : ({ moment: { at, sampledAt: at } } as unknown as Look)),
  })
})

/** What a window was told, in order. */
function listening(from: Parameters<LiveViews['subscribe']>[0]) {
  const told: unknown[] = []
  const subscription = views.subscribe(from, {
    value: ({ data }) => told.push(data),
    error: ({ code }) => told.push(code),
  })
  return { told, stop: () => subscription[Symbol.dispose]() }
}

test('a view is computed once for a moment, however many ask', () => {
  const a = listening(request({ topic: 'x', sort: 'name' }))
  const b = listening(request({ sort: 'name', topic: 'x' }))
  views.read(request({ topic: 'x', sort: 'name' }))
  expect(runs).toHaveLength(1)
  at = 2
  views.refresh('t')
  views.read(request({ topic: 'x', sort: 'name' }))
  expect(runs).toHaveLength(2)
  expect(a.told).toEqual([
    { at: 1, topic: 'x', sort: 'name' },
    { at: 2, topic: 'x', sort: 'name' },
  ])
  expect(b.told).toEqual(a.told)
})

test('what nobody watches is not computed', () => {
  const { stop } = listening(request({}))
  stop()
  views.refresh('t')
  views.refresh('t')
  expect(runs).toHaveLength(1)
})

test('another target moving on computes nothing', () => {
  listening(request({}))
  views.refresh('other')
  expect(runs).toHaveLength(1)
})

test('one view that fails says why and harms no other; it comes back when it can', () => {
  const gone = listening(request({ topic: 'gone' }))
  const fine = listening(request({ topic: 'x' }))
  at = 2
  views.refresh('t')
  expect(gone.told).toEqual(['not-found', 'not-found'])
  expect(fine.told).toHaveLength(2)
  expect(() => views.read(request({ topic: 'gone' }))).toThrow('No such topic')
})

test('before the first sample there is nothing to tell, then it comes', () => {
  at = 0
  const early = listening(request({}))
  expect(early.told).toEqual([])
  expect(() => views.read(request({}))).toThrow('Nothing was observed yet')
  at = 5
  views.refresh('t')
  expect(early.told).toEqual([{ at: 5 }])
})

test.each(['toString', 'constructor', 'none'])('there is no view %s', (view) => {
  expect(listening(request({}, view)).told).toEqual(['not-found'])
})

test('a target that is unknown is an error of that subscription only', () => {
  expect(listening({ targetId: 'x', view: 'echo', args: {} }).told).toEqual(['not-found'])
})
