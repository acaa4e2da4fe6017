import { describe, expect, test } from 'vitest'
import type { RawFailure, RawMember } from '../../../../../src/main/systems/zookeeper/raw.ts'
import { reply } from './replies.ts'
import { openDuring, replayed, type Replayed } from './replayed.ts'

const allOk = {
  'member-down': 'ok',
  'quorum-margin': 'ok',
  'not-serving': 'ok',
  leaders: 'ok',
  'follower-behind': 'ok',
  'session-without-connection': 'ok',
}

/** Id of the leader at the beginning of a drill. */
const leaderOf = (drill: Replayed) => drill.view('overview', {}, 0).leader

/** Seconds of the samples in which a member was in a state. */
const secondsIn = (drill: Replayed, member: string, state: string) =>
  drill.judged
    .map(({ second }) => second)
    .filter((second) => drill.look(second).moment.fact(`member/${member}`, 'member.state') === state)

const openFindings = (drill: Replayed) => [...new Set(drill.judged.flatMap(({ open }) => open))].sort()

const severityOf = (drill: Replayed, finding: string) =>
  drill.findings.find(({ rule, entity }) => finding === `${rule.replace('zookeeper/', '')} ${entity}`)
    ?.severity

const last = <T>(list: readonly T[]): T => {
  const one = list.at(-1)
  if (one === undefined) throw new Error('The list is empty')
  return one
}

test('nothing is claimed of a healthy ensemble, and everything is judged', async () => {
  await using drill = await replayed('healthy')
  expect(openFindings(drill)).toEqual([])
  for (const { verdicts } of drill.judged) expect(verdicts).toEqual(allOk)
})

describe('a killed leader', () => {
  test('is down once it stayed away for five seconds, and no longer than it is', async () => {
    await using drill = await replayed('leader-killed')
    const leader = leaderOf(drill)
    const down = secondsIn(drill, leader ?? '', 'refused')
    expect(openDuring(drill, `member-down member/${leader}`)).toEqual([
      [expect.closeTo((down[0] ?? 0) + 5, 0), last(down)],
    ])
    expect(openDuring(drill, 'quorum-margin ensemble')[0]?.[0]).toBeCloseTo((down[0] ?? 0) + 5.5, 0)
    expect(severityOf(drill, 'quorum-margin ensemble')).toBe('warning')
  })

  test('explains the sessions that lost their connections with it', async () => {
    await using drill = await replayed('leader-killed')
    const cause = drill.findings.find(({ rule }) => rule === 'zookeeper/member-down')
    const cutOff = drill.findings.filter(({ rule }) => rule === 'zookeeper/session-without-connection')
    expect(cutOff.length).toBeGreaterThan(0)
    expect(cutOff.every(({ explainedBy }) => explainedBy === cause?.id)).toBe(true)
  })

  test('leaves nothing behind once it is back', async () => {
    await using drill = await replayed('leader-killed')
    expect(last(drill.judged)).toMatchObject({ open: [], verdicts: allOk })
  })

  test('opens nothing for the moment of the election', async () => {
    await using drill = await replayed('leader-killed')
    expect(openFindings(drill).filter((finding) => /leaders|not-serving/.test(finding))).toEqual([])
  })
})

describe('a leader that hangs', () => {
  test('leaves the judgement of the quorum open while it can’t be seen', async () => {
    await using drill = await replayed('leader-paused')
    const [hung] = secondsIn(drill, leaderOf(drill) ?? '', 'silent')
    const then = drill.judged.find(({ second }) => second === hung)
    expect(then?.verdicts).toMatchObject({
      leaders: 'unknown',
      'quorum-margin': 'unknown',
      'follower-behind': 'unknown',
    })
  })

  test('claims its role for a moment when it wakes: two leaders, not long enough to be told', async () => {
    await using drill = await replayed('leader-paused')
    const two = drill.judged.filter(({ second }) => drill.view('ensemble', {}, second).leaders.length === 2)
    expect(two.length).toBeGreaterThan(0)
    const former = leaderOf(drill)
    for (const { second } of two) expect(drill.view('ensemble', {}, second).leader).not.toBe(former)
    expect(openFindings(drill).filter((finding) => finding.startsWith('leaders'))).toEqual([])
  })
})

describe('a follower that hangs', () => {
  test('is named, and takes the margin with it', async () => {
    await using drill = await replayed('follower-paused')
    const silent = ['1', '2', '3'].filter((id) => secondsIn(drill, id, 'silent').length > 0)
    expect(silent).toHaveLength(1)
    expect(openFindings(drill)).toEqual([`member-down member/${silent[0]}`, 'quorum-margin ensemble'])
    expect(last(drill.judged).open).toEqual([])
  })

  test('is not judged meanwhile by rules that need its word', async () => {
    await using drill = await replayed('follower-paused')
    const [, id = ''] = /member-down member\/(\d)/.exec(openFindings(drill).join()) ?? []
    const [second] = secondsIn(drill, id, 'silent')
    expect(drill.judged.find((one) => one.second === second)?.verdicts).toMatchObject({
      'not-serving': 'unknown',
      'follower-behind': 'unknown',
      'session-without-connection': 'unknown',
    })
  })
})

describe('two of three voters lost', () => {
  test('is critical: no quorum, nobody serves, nobody leads; the quorum is the cause', async () => {
    await using drill = await replayed('two-voters-paused')
    const [, lastSecond = 0] = openDuring(drill, 'leaders ensemble')[0] ?? []
    const { findings } = drill.judged.find(({ second }) => second === lastSecond) ?? { findings: [] }
    const quorum = findings.find(({ rule }) => rule === 'zookeeper/quorum-margin')
    expect(quorum).toMatchObject({
      severity: 'critical',
      title: expect.stringContaining('No quorum: 0 of 3') as string,
    })
    const symptoms = findings.filter(({ rule }) => /leaders|not-serving/.test(rule))
    expect(symptoms.map(({ rule, severity }) => `${rule} ${severity}`).toSorted()).toEqual([
      'zookeeper/leaders critical',
      'zookeeper/not-serving critical',
      'zookeeper/not-serving critical',
    ])
    expect(symptoms.every(({ explainedBy }) => explainedBy === quorum?.id)).toBe(true)
  })

  test('is known before the leader itself gives up', async () => {
    await using drill = await replayed('two-voters-paused')
    const opened = openDuring(drill, 'quorum-margin ensemble')[0]?.[0] ?? Infinity
    const [gaveUp = -1] = secondsIn(drill, leaderOf(drill) ?? '', 'not-serving')
    expect(opened).toBeLessThan(gaveUp)
  })
})

describe('all members lost', () => {
  const conf = ({ replies }: RawMember) => (replies.conf === undefined ? {} : { conf: replies.conf })
  const gone = (member: RawMember, srvr: RawFailure): RawMember => ({
    ...member,
    replies: conf(member),
    failures: { srvr },
  })
  const refused: RawFailure = { code: 'refused', message: 'Nothing listens' }
  const cutOff: RawFailure = { code: 'timeout', message: 'Took no connection', unaccepted: true }
  const notServing = (member: RawMember): RawMember => ({
    ...member,
    replies: { ...conf(member), srvr: reply('not-serving.txt') },
  })

  test('is no quorum, critical; nobody leads, which the quorum explains', async () => {
    await using drill = await replayed('healthy', (member, second) =>
      second < 3 ? member : gone(member, refused),
    )
    const { findings, verdicts } = last(drill.judged)
    const quorum = findings.find(({ rule }) => rule === 'zookeeper/quorum-margin')
    expect(quorum).toMatchObject({ severity: 'critical' })
    expect(quorum?.title).toContain('0 of 3 voters')
    expect(findings.find(({ rule }) => rule === 'zookeeper/leaders')?.explainedBy).toBe(quorum?.id)
    expect(verdicts).toMatchObject({ 'not-serving': 'unknown', 'follower-behind': 'unknown' })
  })

  test('or only out of sight: one that doesn’t serve says nothing of the others', async () => {
    await using drill = await replayed('healthy', (member, second) => {
      if (second < 3) return member
      return conf(member).conf?.text.includes('serverId=1') === true
        ? notServing(member)
        : gone(member, cutOff)
    })
    const { verdicts } = last(drill.judged)
    expect(verdicts).toMatchObject({ 'quorum-margin': 'unknown', leaders: 'unknown' })
    expect(openFindings(drill)).not.toContain('leaders ensemble')
  })
})

describe('a follower behind a thin line', () => {
  test('is found by its growing gap, while it answers', async () => {
    await using drill = await replayed('follower-throttled')
    const found = openFindings(drill).filter((finding) => finding.startsWith('follower-behind'))
    expect(found).toHaveLength(1)
    const [, id = ''] = /member\/(\d)/.exec(found[0] ?? '') ?? []
    const [opened] = openDuring(drill, found[0] ?? '')[0] ?? []
    expect(drill.look(opened).moment.fact(`member/${id}`, 'member.state')).toBe('serving')
    const gapAt = (second?: number) =>
      drill.view('ensemble', {}, second).members.find((member) => member.id === id)?.gap ?? 0
    expect(gapAt(opened)).toBeGreaterThan(100)
    expect(Math.max(...drill.judged.map(({ second }) => gapAt(second)))).toBeGreaterThan(10 * gapAt(opened))
    expect(last(drill.judged).open).toEqual([])
  })
})

describe('an owner that is gone', () => {
  test('is found while its session lasts, and over with it', async () => {
    await using drill = await replayed('owner-lost')
    const [finding] = drill.findings
    expect(openFindings(drill)).toEqual([`session-without-connection ${finding?.entity}`])
    expect(finding?.title).toMatch(/has no connection and owns 2 znodes$/)
    expect(finding?.evidence.map(({ says }) => says)).toEqual([
      expect.stringMatching(/^Was connected from 127\.0\.0\.1:\d+; now no member lists it$/),
      '/owners/a, /owners/b: gone within 8 s, unless its client returns',
    ])
    expect(last(drill.judged)).toMatchObject({ open: [], verdicts: allOk })
  })
})

describe('what a server doesn’t let us ask', () => {
  test('makes rules unknown, with the setting that would change it', async () => {
    await using drill = await replayed('default-whitelist')
    expect(openFindings(drill)).toEqual([])
    const { moment } = drill.look()
    expect(last(drill.judged).verdicts).toMatchObject({
      'member-down': 'ok',
      leaders: 'ok',
      'quorum-margin': 'ok',
    })
    expect(last(drill.judged).verdicts['session-without-connection']).toBe('unknown')
    expect(moment.gaps.every(({ fix }) => fix?.includes('4lw.commands.whitelist') ?? false)).toBe(true)
  })

  test('by one door is asked by the other', async () => {
    await using drill = await replayed('admin-only')
    expect(last(drill.judged)).toMatchObject({ open: [], verdicts: allOk })
    expect(drill.look().moment.gaps).toEqual([])
  })
})
