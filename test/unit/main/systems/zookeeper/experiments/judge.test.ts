import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Run, RunEntry, Verdict } from '../../../../../../src/shared/api/experiments.ts'
import { zookeeperKit } from '../../../../../../src/main/systems/zookeeper/experiments/index.ts'

interface Recorded {
  readonly run: Run
  readonly entries: readonly RunEntry[]
}

/** Of a real ensemble of three: test/fixtures/zookeeper/experiments/record.ts. */
function recorded(name: string): Recorded {
  const file = new URL(`../../../../../fixtures/zookeeper/experiments/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as Recorded
}

function judged({ run, entries }: Recorded, upTo = entries.length): Verdict {
  const experiment = zookeeperKit.experiments.find(({ info }) => info.id === run.experiment)
  if (experiment === undefined) throw new Error(run.experiment)
  return experiment.judge(entries.slice(0, upTo), run.parameters)
}

const figuresOf = (verdict: Verdict) =>
  Object.fromEntries(verdict.figures.map(({ id, value }) => [id, value]))

describe('a recorded run is judged by its log alone', () => {
  test.each(['watches-one-shot', 'watches-recursive', 'locks-herd', 'locks-queue'])(
    '%s, whatever was done after its end',
    (name) => {
      const whole = recorded(name)
      const result = whole.entries.findIndex(({ what, data }) => what === 'phase' && isPhase(data, 'result'))
      expect(judged(whole, result)).toEqual(whole.run.verdict)
      expect(judged(whole)).toEqual(whole.run.verdict)
    },
  )

  test('the one-shot watch', () => {
    const verdict = judged(recorded('watches-one-shot'))
    expect(verdict.answer).toBe('fewer')
    expect(figuresOf(verdict)).toMatchObject({
      changes: 10,
      notifications: 4,
      unseen: 6,
      reads: 5,
      behind: 0,
    })
  })

  test('the recursive watch', () => {
    const verdict = judged(recorded('watches-recursive'))
    expect(verdict.answer).toBe('all')
    expect(figuresOf(verdict)).toMatchObject({ changes: 10, notifications: 10, reads: 11, behind: 0 })
  })

  test('the herd', () => {
    const verdict = judged(recorded('locks-herd'))
    expect(verdict.answer).toBe('all')
    expect(figuresOf(verdict)).toMatchObject({ woken: 5, notifications: 15, 'at-once': 1 })
  })

  test('the queue', () => {
    const verdict = judged(recorded('locks-queue'))
    expect(verdict.answer).toBe('one')
    expect(figuresOf(verdict)).toMatchObject({ woken: 1, notifications: 5, 'out-of-turn': 0, 'at-once': 1 })
  })

  test('figures of all variants have the same ids in the same order', () => {
    const ids = (name: string) => judged(recorded(name)).figures.map(({ id }) => id)
    expect(ids('watches-recursive')).toEqual(ids('watches-one-shot'))
    expect(ids('locks-queue')).toEqual(ids('locks-herd'))
  })
})

test.each(['watches-one-shot', 'locks-herd'])(
  '%s, cut anywhere, is judged without an error and claims no more',
  (name) => {
    const whole = recorded(name)
    const answers = whole.entries.map((_, upTo) => judged(whole, upTo).answer)
    const first = answers.findIndex((answer) => answer !== undefined)
    expect(first).toBeGreaterThan(10)
    expect(new Set(answers.slice(first))).toEqual(new Set([whole.run.verdict?.answer]))
  },
)

function isPhase(data: RunEntry['data'], phase: string): boolean {
  return typeof data === 'object' && data !== null && 'phase' in data && data['phase'] === phase
}
