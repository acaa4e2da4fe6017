import { expect } from 'vitest'
import type { Finding, RuleVerdict } from '../../../../src/shared/api/findings.ts'
import type { Json } from '../../../../src/shared/base/json.ts'
import { Engine, type FindingSink } from '../../../../src/main/rules/engine.ts'
import type { Look } from '../../../../src/main/systems/moment.ts'
import type { Rule } from '../../../../src/main/systems/rule.ts'

/**
 * Rules over short stories. A series is `3x2 2x5 _ ? 3`: 3 twice, 2 five times, a sample that is missing, a sample in
 * which the value was not observed, 3. The first value stands at second 0, the next `everyS` later. The story is as long
 * as its longest series; a shorter one keeps its last value.
 */
export function scenario(
  rules: Rule | readonly Rule[],
  { everyS, breakS = 3 * everyS }: { everyS: number; breakS?: number },
) {
  const story = new Story(everyS)
  const sink = memory()
  const list = 'evaluate' in rules ? [rules] : rules
  const start = () => new Engine({ targetId: 'target', rules: list, sink, breakMs: breakS * 1000 })
  let engine: Engine | undefined
  let next = 0
  const runTo = (second: number) => {
    engine ??= start()
    for (; next * everyS <= second; next++) {
      const look = story.lookAt(next)
      if (look !== undefined) engine.evaluate(look)
    }
  }
  const self = {
    series: (entity: string, metric: string, notation: string) => (
      story.addSeries(entity, metric, notation),
      self
    ),
    fact: (entity: string, key: string, notation: string) => (story.addFact(entity, key, notation), self),
    /** Which findings (`rule entity`) are open at that second. */
    open(second: number, expected: readonly string[]) {
      runTo(second)
      expect([...sink.open.values()].map(key).sort(), `open at ${second} s`).toEqual([...expected].sort())
      return self
    },
    /** The verdict of a rule at that second. */
    verdict(second: number, rule: string, is: RuleVerdict['is'], missing?: string) {
      runTo(second)
      const expected =
        missing === undefined ? { rule, is } : { rule, is, missing: expect.stringContaining(missing) }
      expect(sink.verdicts.find((each) => each.rule === rule)).toMatchObject(expected)
      return self
    },
    /** A new engine over the same findings, as after a restart of Orrery. */
    restart: () => ((engine = start()), self),
    sink,
  }
  return self
}

const key = ({ rule, entity }: Finding) => `${rule} ${entity}`

function memory() {
  const open = new Map<string, Finding>()
  const closed: Finding[] = []
  const sink = {
    open,
    closed,
    updates: 0,
    verdicts: [] as readonly RuleVerdict[],
    openFinding: (finding: Finding) => void open.set(finding.id, finding),
    updateFinding(finding: Finding) {
      sink.updates++
      expect(open.has(finding.id), `${key(finding)} is open when it is updated`).toBe(true)
      open.set(finding.id, finding)
    },
    closeFinding(id: string, at: number) {
      const finding = open.get(id)
      if (finding === undefined) throw new Error(`${id} is not open`)
      open.delete(id)
      closed.push({ ...finding, closed: at })
    },
    openFindings: () => [...open.values()],
    setVerdicts: (_targetId: string, _at: number, verdicts: readonly RuleVerdict[]) =>
      void (sink.verdicts = verdicts),
  }
  return sink satisfies FindingSink
}

type Step<T> = { readonly missing: true } | { readonly value: T | undefined }

class Story {
  readonly #everyS: number
  readonly #series = new Map<string, Map<string, readonly Step<number>[]>>()
  readonly #facts = new Map<string, Map<string, readonly Step<Json>[]>>()
  #length = 0

  constructor(everyS: number) {
    this.#everyS = everyS
  }

  addSeries(entity: string, metric: string, notation: string): void {
    put(this.#series, metric, entity, this.#steps(notation, Number))
  }

  addFact(entity: string, fact: string, notation: string): void {
    put(
      this.#facts,
      fact,
      entity,
      this.#steps(notation, (text) => JSON.parse(text) as Json),
    )
  }

  /** Undefined: that sample is missing, or the story is over. */
  lookAt(index: number): Look | undefined {
    if (index >= this.#length || this.#isMissing(index)) return undefined
    const at = index * this.#everyS * 1000
    const unused = () => {
      throw new Error('This story tells no such thing')
    }
    return {
      moment: {
        targetId: 'target',
        at,
        sampledAt: at,
        gaps: [],
        column: unused,
        value: (entity, metric) => known(this.#series.get(metric)?.get(entity), index),
        facts: (fact) =>
          new Map(
            [...(this.#facts.get(fact) ?? [])].flatMap(([entity, steps]) => {
              const value = known(steps, index)
              return value === undefined || value === null ? [] : [[entity, { value, since: at }] as const]
            }),
          ),
        fact: (entity, fact) => known(this.#facts.get(fact)?.get(entity), index) ?? undefined,
      },
      column: unused,
      series: unused,
      spans: unused,
      changes: unused,
      findings: unused,
    }
  }

  #isMissing(index: number): boolean {
    const all = [...this.#series.values(), ...this.#facts.values()].flatMap((byEntity) => [
      ...byEntity.values(),
    ])
    return all.some((steps) => 'missing' in (steps[index] ?? {}))
  }

  #steps<T>(notation: string, read: (text: string) => T): readonly Step<T>[] {
    const steps = notation.split(' ').flatMap((word): Step<T>[] => {
      const [, text = '', times = '1'] = /^(.*?)(?:x(\d+))?$/.exec(word) ?? []
      const step: Step<T> =
        text === '_' ? { missing: true } : { value: text === '?' ? undefined : read(text) }
      return Array.from({ length: Number(times) }, () => step)
    })
    this.#length = Math.max(this.#length, steps.length)
    return steps
  }
}

function put<T>(to: Map<string, Map<string, T>>, outer: string, inner: string, value: T): void {
  const map = to.get(outer) ?? new Map<string, T>()
  to.set(outer, map.set(inner, value))
}

function known<T>(steps: readonly Step<T>[] | undefined, index: number): T | undefined {
  const step = steps?.[Math.min(index, steps.length - 1)]
  return step === undefined || 'missing' in step ? undefined : step.value
}
