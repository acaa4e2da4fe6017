import { beforeEach, describe, expect, test } from 'vitest'
import { DrawTurns } from '../../../../../src/renderer/components/chart/draw-turns.ts'

const budgetMs = 4
let frames: (() => void)[]
let nowMs: number
let turns: DrawTurns
let drawn: string[]

/** A drawing that takes its time. */
const drawing = (name: string, tookMs: number) => () => {
  nowMs += tookMs
  drawn.push(name)
}

/** What is drawn in the next frame. */
function frame(): string[] {
  drawn = []
  frames.shift()?.()
  return drawn
}

beforeEach(() => {
  frames = []
  drawn = []
  nowMs = 0
  turns = new DrawTurns({ next: (run) => frames.push(run), now: () => nowMs }, budgetMs)
})

describe('drawings take turns', () => {
  test('as many in a frame as fit, in the order of asking', () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) turns.ask({ name }, drawing(name, 2))
    expect([frame(), frame(), frame(), frames.length]).toEqual([['a', 'b'], ['c', 'd'], ['e'], 0])
  })

  test('one that takes longer than a frame has one for itself', () => {
    turns.ask({}, drawing('slow', 30))
    turns.ask({}, drawing('next', 1))
    expect([frame(), frame()]).toEqual([['slow'], ['next']])
  })

  test('asking again keeps the place, and the last wish is drawn', () => {
    const first = {}
    turns.ask(first, drawing('old', 1))
    turns.ask({}, drawing('second', 1))
    turns.ask(first, drawing('new', 1))
    expect(frame()).toEqual(['new', 'second'])
  })

  test('what was forgotten is not drawn, and nobody waits for it', () => {
    const gone = {}
    turns.ask(gone, drawing('gone', 1))
    turns.forget(gone)
    turns.ask({}, drawing('here', 1))
    expect(frame()).toEqual(['here'])
  })

  test('one that throws holds up none of the others', () => {
    turns.ask({}, () => {
      throw new Error('broke')
    })
    turns.ask({}, drawing('next', 1))
    expect(frame).toThrow('broke')
    expect(frame()).toEqual(['next'])
  })

  test('who asks while drawing is drawn in a later frame when the budget is spent', () => {
    turns.ask({}, () => {
      drawing('outer', 5)()
      turns.ask({}, drawing('inner', 1))
    })
    expect([frame(), frame()]).toEqual([['outer'], ['inner']])
  })
})
