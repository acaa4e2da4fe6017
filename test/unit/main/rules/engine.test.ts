import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../../src/shared/api/findings.ts'
import { Engine, type FindingSink } from '../../../../src/main/rules/engine.ts'
import { replay } from '../../../../src/main/rules/replay.ts'
import type { Look } from '../../../../src/main/systems/moment.ts'
import type { Candidate, Rule } from '../../../../src/main/systems/rule.ts'
import { scenario } from './scenario.ts'

const rule = (id: string, evaluate: Rule['evaluate']): Rule => ({
  id,
  title: `${id} is well`,
  why: 'because',
  fix: 'mend it',
  source: { label: 'docs', url: 'https://example.org/' },
  evaluate,
})

const candidate = (entity: string, holdS: number, more: Partial<Candidate> = {}): Candidate => ({
  entity,
  severity: 'warning',
  title: `${entity} is low`,
  holdMs: holdS * 1000,
  evidence: [],
  ...more,
})

/** Below 3 is low. Not observed: unknown. */
const low = (holdS: number, entities = ['a']) =>
  rule('low', ({ moment }) => {
    const missing = entities.filter((entity) => moment.value(entity, 'n') === undefined)
    return {
      candidates: entities
        .filter((entity) => (moment.value(entity, 'n') ?? 3) < 3)
        .map((e) => candidate(e, holdS)),
      ...(missing.length > 0 ? { missing: 'n is not observed', unjudged: missing } : {}),
    }
  })

describe('holding', () => {
  test('opens when it was claimed for as long as it must be, closes at once', () => {
    const told = scenario(low(15), { everyS: 5 }).series('a', 'n', '3x2 2x5 3')
    told.open(20, []).open(25, ['low a']).open(30, ['low a']).open(35, [])
    expect(told.sink.closed).toMatchObject([
      { since: 10_000, opened: 25_000, closed: 35_000, why: 'because' },
    ])
  })

  test('a hold of nothing opens at the first claim', () => {
    scenario(low(0), { everyS: 5 }).series('a', 'n', '3 2 3').open(0, []).open(5, ['low a']).open(10, [])
  })

  test('one sample that is well starts the hold anew', () => {
    scenario(low(15), { everyS: 5 }).series('a', 'n', '2x3 3 2x3 2').open(30, []).open(35, ['low a'])
  })

  test('a missing sample neither opens nor closes', () => {
    scenario(low(15), { everyS: 5 })
      .series('a', 'n', '3x2 2x5 _ 3')
      .open(10, [])
      .open(30, ['low a'])
      .open(35, ['low a'])
      .open(40, [])
    scenario(low(15), { everyS: 5 }).series('a', 'n', '2x3 _ 2').open(15, []).open(20, ['low a'])
  })

  test('an unknown value neither opens nor closes', () => {
    scenario(low(15), { everyS: 5 })
      .series('a', 'n', '2x3 ? 2x2 ?x9 3')
      .open(15, [])
      .verdict(15, 'low', 'unknown', 'not observed')
      .open(20, ['low a'])
      .open(70, ['low a'])
      .verdict(70, 'low', 'finding')
      .open(75, [])
      .verdict(75, 'low', 'ok')
  })

  test('what could not be judged of one entity does not keep another open', () => {
    scenario(low(0, ['a', 'b']), { everyS: 5 })
      .series('a', 'n', '2 ?x3')
      .series('b', 'n', '2 3x3')
      .open(0, ['low a', 'low b'])
      .open(5, ['low a'])
  })

  test('a long silence breaks a hold: nobody knows what was between', () => {
    scenario(low(60), { everyS: 5, breakS: 15 })
      .series('a', 'n', '2x3 _x10 2x13')
      .open(65, [])
      .open(120, [])
      .open(125, ['low a'])
  })

  test('after a restart what is open stays open, and closes when it is over', () => {
    const told = scenario(low(10), { everyS: 5 }).series('a', 'n', '2x8 3')
    told.open(10, ['low a']).restart().open(15, ['low a'])
    told.restart().open(35, ['low a']).open(40, [])
    expect(told.sink.closed).toMatchObject([{ since: 0, opened: 10_000, closed: 40_000 }])
  })

  test('after a restart an unknown verdict does not close what is open', () => {
    scenario(low(0), { everyS: 5 })
      .series('a', 'n', '2 ? 3')
      .open(0, ['low a'])
      .restart()
      .open(5, ['low a'])
      .open(10, [])
  })
})

describe('several rules', () => {
  const down = rule('down', ({ moment }) => ({
    candidates: moment.value('a', 'up') === 0 ? [candidate('a', 10, { explains: ['low a', 'low b'] })] : [],
  }))

  test('a rule that throws is unknown with its message and stops no other', () => {
    const broken = rule('broken', () => {
      throw new TypeError('x is undefined')
    })
    scenario([broken, low(0)], { everyS: 5 })
      .series('a', 'n', '2')
      .open(0, ['low a'])
      .verdict(0, 'broken', 'unknown', 'x is undefined')
      .verdict(0, 'low', 'finding')
  })

  test('a rule that begins to throw closes nothing', () => {
    let isBroken = false
    const fragile = rule('low', ({ moment }) => {
      if (isBroken) throw new Error('broken')
      return { candidates: moment.value('a', 'n') === 2 ? [candidate('a', 0)] : [] }
    })
    const told = scenario(fragile, { everyS: 5 }).series('a', 'n', '2 3').open(0, ['low a'])
    isBroken = true
    told.open(5, ['low a']).verdict(5, 'low', 'finding')
  })

  test('a cause that is open folds its symptoms, one that is held does not', () => {
    const told = scenario([low(0, ['a', 'b', 'c']), down], { everyS: 5 })
      .series('a', 'n', '2')
      .series('b', 'n', '2')
      .series('c', 'n', '2')
      .series('a', 'up', '0x3 1')
    const causes = () =>
      Object.fromEntries(told.sink.openFindings().map((each) => [each.entity, each.explainedBy]))
    told.open(5, ['low a', 'low b', 'low c'])
    expect(causes()).toEqual({})
    told.open(10, ['down a', 'low a', 'low b', 'low c'])
    const id = told.sink.openFindings().find((each) => each.rule === 'down')?.id ?? expect.fail()
    expect(told.sink.openFindings().map((each) => [each.rule, each.entity, each.explainedBy])).toEqual([
      ['low', 'a', id],
      ['low', 'b', id],
      ['low', 'c', undefined],
      ['down', 'a', undefined],
    ])
    told.open(15, ['low a', 'low b', 'low c'])
    expect(causes()).toEqual({})
  })

  test('two that explain each other do not both vanish', () => {
    const each = (id: string, other: string) =>
      rule(id, () => ({ candidates: [candidate('a', 0, { explains: [`${other} a`] })] }))
    const told = scenario([each('x', 'y'), each('y', 'x')], { everyS: 5 })
      .series('a', 'n', '1')
      .open(0, ['x a', 'y a'])
    expect(told.sink.openFindings().filter((finding) => finding.explainedBy === undefined)).toHaveLength(1)
  })

  test('a finding of a rule that is no more is closed', () => {
    const told = scenario(low(0), { everyS: 5 }).series('a', 'n', '2x2').open(0, ['low a'])
    const engine = new Engine({ targetId: 'target', rules: [down], sink: told.sink, breakMs: 15_000 })
    engine.evaluate(lookAt(5_000))
    expect(told.sink.openFindings()).toEqual([])
  })
})

const lookAt = (at: number, value?: number): Look =>
  ({ moment: { targetId: 'target', at, sampledAt: at, gaps: [], value: () => value } }) as unknown as Look

describe('writing', () => {
  const moving = (title: (at: number) => string) =>
    rule('moving', ({ moment }) => ({
      candidates: [
        candidate('a', 0, {
          title: title(moment.at),
          evidence: [{ entity: 'a', metric: 'n', from: 0, to: moment.at, says: `${moment.at}` }],
        }),
      ],
    }))

  test('evidence that only moves on is written every half minute, a new title at once', () => {
    const told = scenario(
      moving((at) => (at < 100_000 ? 'low' : 'lower')),
      { everyS: 5 },
    ).series('a', 'n', '1x40')
    told.open(95, ['moving a'])
    expect(told.sink.updates).toBe(3)
    told.open(100, ['moving a'])
    expect(told.sink.updates).toBe(4)
    expect(told.sink.openFindings()[0]).toMatchObject({ title: 'lower', evidence: [{ to: 100_000 }] })
  })

  test('a figure that moves a little in a title is no news, one that moves much is', () => {
    const slowly = scenario(
      moving((at) => `${1000 + at / 1000} messages wait`),
      { everyS: 5 },
    ).series('a', 'n', '1x40')
    slowly.open(95, ['moving a'])
    expect(slowly.sink.updates).toBe(3)
    const atOnce = scenario(
      moving((at) => (at < 50_000 ? '1 of 3 acknowledge' : '0 of 3 acknowledge')),
      { everyS: 5 },
    ).series('a', 'n', '1x40')
    atOnce.open(50, ['moving a'])
    expect(atOnce.sink.openFindings()[0]).toMatchObject({ title: '0 of 3 acknowledge' })
  })

  test('the last evidence is kept when it closes', () => {
    const ends = rule('moving', (look) =>
      look.moment.at < 20_000 ? moving(() => 'low').evaluate(look) : { candidates: [] },
    )
    const told = scenario(ends, { everyS: 5 }).series('a', 'n', '1x9').open(20, [])
    expect(told.sink.closed).toMatchObject([{ closed: 20_000, evidence: [{ to: 15_000 }] }])
  })

  test('what the store refused is opened at the next sample', () => {
    const opened: Finding[] = []
    let isFull = true
    const sink: FindingSink = {
      openFinding(finding) {
        if (isFull) throw new Error('disk full')
        opened.push(finding)
      },
      updateFinding: () => expect.fail('was never opened'),
      closeFinding: () => undefined,
      openFindings: () => [],
      setVerdicts: () => undefined,
    }
    const engine = new Engine({ targetId: 'target', rules: [low(0)], sink, breakMs: 15_000 })
    expect(() => engine.evaluate(lookAt(0, 2))).toThrow('disk full')
    isFull = false
    expect(engine.evaluate(lookAt(5_000, 2)).opened).toHaveLength(1)
    expect(opened).toMatchObject([{ since: 0, opened: 5_000 }])
  })

  test('what is held can be told', () => {
    const engine = new Engine({ targetId: 't', rules: [low(15)], sink: nowhere, breakMs: 15_000 })
    engine.evaluate(lookAt(5_000, 2))
    expect(engine.pending()).toEqual([{ rule: 'low', entity: 'a', since: 5_000, holdMs: 15_000 }])
  })
})

const nowhere: FindingSink = {
  openFinding: () => undefined,
  updateFinding: () => undefined,
  closeFinding: () => undefined,
  openFindings: () => [],
  setVerdicts: () => undefined,
}

test('a rule run over the past finds what it found live, by the same id', () => {
  const values = [3, 3, 2, 2, 2, 2, 2, 3, 2]
  const live: Finding[] = []
  const engine = new Engine({ targetId: 'target', rules: [low(15)], sink: nowhere, breakMs: 15_000 })
  values.forEach((value, i) => live.push(...engine.evaluate(lookAt(i * 5_000, value)).opened))
  const past = {
    look: (_target: string, at: number) => lookAt(at, values[at / 5_000]),
    stepSample: (_target: string, from: number) => {
      const next = Math.floor(from / 5_000 + 1) * 5_000
      return next < values.length * 5_000 ? next : undefined
    },
  }
  const found = replay(past, [low(15)], { targetId: 'target', from: 0, to: 60_000, breakMs: 15_000 })
  expect(found).toMatchObject([{ id: live[0]?.id, since: 10_000, opened: 25_000, closed: 35_000 }])
})
