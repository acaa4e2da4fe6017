import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { redisKit } from '../../../../../../src/main/systems/redis/experiments/index.ts'
import type { Run, RunEntry, Verdict } from '../../../../../../src/shared/api/experiments.ts'

interface Recorded {
  readonly run: Run
  readonly entries: readonly RunEntry[]
}

/** Of a real cluster: test/fixtures/redis/experiments/record.ts. */
function recorded(name: string): Recorded {
  const file = new URL(`../../../../../fixtures/redis/experiments/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as Recorded
}

function judged({ run, entries }: Recorded, upTo = entries.length): Verdict {
  const experiment = redisKit.experiments.find(({ info }) => info.id === run.experiment)
  if (experiment === undefined) throw new Error(run.experiment)
  return experiment.judge(entries.slice(0, upTo), run.parameters)
}

const names = [
  'redirects-none',
  'redirects-sticky',
  'redirects-both',
  'lock-apart',
  'lock-paused',
  'lock-fenced',
]
const figuresOf = (verdict: Verdict) =>
  Object.fromEntries(verdict.figures.map(({ id, value }) => [id, value]))

describe('a recorded run is judged by its log alone', () => {
  test.each(names)('%s, whatever was done after its end', (name) => {
    const whole = recorded(name)
    expect(judged(whole)).toEqual(whole.run.verdict)
  })

  test.each([
    ['redirects-none', 'errors'],
    ['redirects-sticky', 'nulls'],
    ['redirects-both', 'all'],
    ['lock-apart', 'never'],
    ['lock-paused', 'overwritten'],
    ['lock-fenced', 'refused'],
  ])('%s came out as %s', (name, answer) => {
    expect(judged(recorded(name)).answer).toBe(answer)
  })

  test.each(names)('%s: half a log gives no answer that a whole one would take back', (name) => {
    const whole = recorded(name)
    const answers = new Set(whole.entries.map((_, i) => judged(whole, i).answer))
    answers.delete(undefined)
    expect([...answers]).toEqual([judged(whole).answer])
  })

  test('what has not been observed is null, not zero', () => {
    for (const name of names) {
      const values = Object.values(figuresOf(judged(recorded(name), 0)))
      expect(values.filter((value) => value !== null)).toEqual([])
    }
  })

  test('figures of every variant have the same ids in the same order', () => {
    for (const kind of ['redirects', 'lock']) {
      const ids = names
        .filter((name) => name.startsWith(kind))
        .map((name) =>
          judged(recorded(name))
            .figures.map(({ id }) => id)
            .join(' '),
        )
      expect(new Set(ids).size).toBe(1)
    }
  })
})
