import { describe, expect, test } from 'vitest'
import { backlogSize } from '../../../../../src/main/systems/redis/rules/backlog-size.ts'
import { memoryFull } from '../../../../../src/main/systems/redis/rules/memory-full.ts'
import { minReplicas } from '../../../../../src/main/systems/redis/rules/min-replicas.ts'
import { oneHost } from '../../../../../src/main/systems/redis/rules/one-host.ts'
import { replicaBarred } from '../../../../../src/main/systems/redis/rules/replica-barred.ts'
import { resyncLoop } from '../../../../../src/main/systems/redis/rules/resync-loop.ts'
import { saveFailed } from '../../../../../src/main/systems/redis/rules/save-failed.ts'
import { sentinelMajority } from '../../../../../src/main/systems/redis/rules/sentinel-majority.ts'
import { sentinelSplit } from '../../../../../src/main/systems/redis/rules/sentinel-split.ts'
import { slotsClaimedTwice } from '../../../../../src/main/systems/redis/rules/slots-claimed-twice.ts'
import { slotsDisputed } from '../../../../../src/main/systems/redis/rules/slots-disputed.ts'
import { twoHistories } from '../../../../../src/main/systems/redis/rules/two-histories.ts'
import { openDuring, replayed } from './replayed.ts'
import { judgedAt } from '../told.ts'
import { scenario } from '../../rules/scenario.ts'

describe('recorded drills open what they should, and nothing else', () => {
  /** Rules that found anything, without the standing advice on min-replicas. */
  const opened = (findings: readonly { rule: string }[]) =>
    [...new Set(findings.map(({ rule }) => rule.replace('redis/', '')))]
      .filter((rule) => rule !== 'min-replicas')
      .sort()

  test('a killed master of a cluster', async () => {
    await using drill = await replayed('cluster-master-killed')
    expect(opened(drill.findings)).toEqual(['cluster-state', 'no-replica', 'node-down'])
    const [refused] = openDuring(drill, 'cluster-state cluster')
    // after the node timeout of 2 s, until the replica has taken over
    expect(refused?.[0]).toBeGreaterThan(4)
    expect((refused?.[1] ?? 99) - (refused?.[0] ?? 0)).toBeLessThan(6)
    const before = drill.view('slots', {}, 1).owners
    const after = drill.view('slots').owners
    const killed = drill.findings.find(({ rule }) => rule === 'redis/node-down')?.entity.slice('node/'.length)
    expect(before.map(({ address }) => address)).toContain(killed)
    expect(after.map(({ address }) => address)).not.toContain(killed)
    expect(drill.judged.at(-1)?.open.filter((one) => !one.startsWith('min-replicas'))).toEqual([])
    expect(drill.view('nodes').rows.find(({ address }) => address === killed)).toMatchObject({
      role: 'replica',
    })
  })

  test('a slot left open: on one side at once, on both when its keys stand still', async () => {
    await using drill = await replayed('slot-left-open')
    expect(opened(drill.findings)).toEqual(['slot-stuck'])
    const stuck = drill.findings.filter(({ rule }) => rule === 'redis/slot-stuck')
    expect(stuck.map(({ title }) => title.replace(/\d+\.\d+\.\d+\.\d+:\d+/g, 'h')).sort()).toEqual([
      expect.stringContaining('is open on one side only: importing, says h'),
      expect.stringContaining('no longer moves: 20 keys on h, 0 on h'),
    ])
    expect(drill.view('slots', {}, 20).moving).toMatchObject([{ is: 'both', keysFrom: 20, keysTo: 0 }])
    expect(drill.view('slots').moving).toEqual([])
    expect(drill.judged.at(-1)?.open.filter((one) => one.startsWith('slot-stuck'))).toEqual([])
  })

  test('R05: keys left behind when the marks of a half-moved slot are taken back', async () => {
    await using drill = await replayed('shadow-keys')
    expect(opened(drill.findings)).toEqual(['no-replica', 'shadow-keys'])
    const found = drill.findings.find(({ rule }) => rule === 'redis/shadow-keys')
    expect(found?.title.replace(/\d+\.\d+\.\d+\.\d+:\d+/g, 'h')).toMatch(
      /^h keeps 8 keys of slot \d+, which is h’s$/,
    )
    expect(drill.judged.at(-1)?.open.filter((one) => one.startsWith('shadow-keys'))).toEqual([])
    // what is brought home is another’s by then, and of no concern
    expect(drill.view('slots').moving).toEqual([])
  })

  test('R02: slots that nobody owns', async () => {
    await using drill = await replayed('slots-dropped')
    expect(opened(drill.findings)).toEqual(['cluster-state', 'no-replica', 'slots-uncovered'])
    expect(drill.findings.find(({ rule }) => rule === 'redis/slots-uncovered')?.title).toBe(
      'Nobody owns 100 slots: 0–99',
    )
    expect(drill.view('slots', {}, 8)).toMatchObject({ unowned: '0–99' })
    expect(drill.judged.at(-1)?.open.filter((one) => !/^(no-replica|min-replicas)/.test(one))).toEqual([])
  })

  test('R27, R29: a sentinel that is gone and still counts; replicas that may not be promoted', async () => {
    await using drill = await replayed('sentinels-and-candidates')
    expect(opened(drill.findings)).toEqual(expect.arrayContaining(['no-candidate', 'sentinels-gone']))
    const stretches = (rule: string) => {
      const all = drill.judged.flatMap(({ open }) => open)
      return openDuring(drill, all.find((one) => one.startsWith(rule)) ?? '')
    }
    const [barred] = stretches('no-candidate')
    const [gone] = stretches('sentinels-gone')
    // asked every ten seconds, and held for fifteen; not heard of for thirty, and held for as long
    expect(barred?.[0]).toBeGreaterThan(20)
    expect(gone?.[0]).toBeGreaterThan(58)
    expect(drill.findings.find(({ rule }) => rule === 'redis/sentinels-gone')?.title).toMatch(
      /is gone but counts: majority 2 of 3, 2 alive$/,
    )
    expect(drill.judged.at(-1)?.open.filter((one) => !one.startsWith('min-replicas'))).toEqual([])
  })

  test('a master that hangs under sentinels, and wakes up', async () => {
    await using drill = await replayed('sentinel-master-paused')
    expect(opened(drill.findings)).toEqual(expect.arrayContaining(['node-down', 'split-brain']))
    expect(drill.findings.find(({ rule }) => rule === 'redis/split-brain')?.title).toMatch(
      /still calls itself master of mymaster beside/,
    )
    const matrix = (second?: number) => drill.view('sentinels', {}, second).masters[0]
    const old = matrix(1)?.address
    expect(matrix(1)?.failover).toMatchObject({ quorum: 2, known: 3, majority: 2, can: 'yes', downBy: [] })
    const seen = drill.judged.flatMap(({ second }) => matrix(second)?.failover.downBy.length ?? 0)
    expect(Math.max(...seen)).toBeGreaterThanOrEqual(2)
    expect(matrix()?.address).not.toBe(old)
    expect(matrix()?.rows.map(({ configEpoch }) => configEpoch)).toEqual([1, 1, 1])
    expect(drill.judged.at(-1)?.open.filter((one) => !one.startsWith('min-replicas'))).toEqual([])
  })

  test('a replica that hangs under writes', async () => {
    await using drill = await replayed('replica-paused')
    expect(opened(drill.findings)).toEqual(['node-down', 'replica-behind'])
    const behind = drill.findings.find(({ rule }) => rule === 'redis/replica-behind')
    expect(behind?.title).toContain('bytes behind')
    // while it hangs, it is that which explains the lag
    const both = drill.judged.find(({ findings }) => findings.length === 2)?.findings ?? []
    const foundBy = (rule: string) => both.find((one) => one.rule === rule)
    expect(foundBy('redis/replica-behind')?.explainedBy).toBe(foundBy('redis/node-down')?.id)
    expect(foundBy('redis/node-down')?.id).toBeDefined()
    const row = (second: number) =>
      drill.view('nodes', {}, second).rows.find(({ address }) => `node/${address}` === behind?.entity)
    expect(row(1)?.lagBytes).toBeLessThan(50_000)
    expect(row(14)).toMatchObject({ state: 'silent', listed: 'online' })
    expect(row(14)?.lagBytes).toBeGreaterThan(500_000)
    expect(drill.judged.at(-1)?.open).toEqual([])
  })
})

type Story = ReturnType<typeof scenario>

function serving(story: Story, address: string, role: 'master' | 'replica'): Story {
  return story
    .fact(`node/${address}`, 'node.state', '"serving"')
    .fact(`node/${address}`, 'node.role', `"${role}"`)
}

describe('relations in short stories', () => {
  test('R32: refused writes are a finding for as long as they are refused', async () => {
    const facts = {
      'node/a:1': { 'node.state': 'serving', 'node.role': 'master', 'node.policy': 'noeviction' },
    }
    const refused = [0, 0, 0, 5, 9, 9, 9, 9, 9, 9, 9, 9]
    const open = await judgedAt(
      memoryFull,
      10,
      refused.map((count) => ({ facts, values: { 'error/a:1/OOM': { 'error.count': count } } })),
    )
    expect(open.map((entities) => entities.length)).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0])
  })

  test('R32: evictions are one only while the hit ratio falls with them', async () => {
    const facts = { 'node/a:1': { 'node.state': 'serving', 'node.role': 'master' } }
    const story = (missesAfter: number) =>
      judgedAt(
        memoryFull,
        60,
        Array.from({ length: 10 }, (_, i) => ({
          facts,
          values: {
            'node/a:1': {
              'node.evicted': i < 6 ? 0 : 100 * i,
              'node.hits': 900 * i,
              'node.misses': 100 * Math.min(i, 5) + missesAfter * Math.max(0, i - 5),
            },
          },
        })),
      )
    expect((await story(100)).at(-1)).toEqual([])
    expect((await story(400)).at(-1)).toEqual(['node/a:1'])
  })

  test('R21: what is required against what there is', () => {
    serving(scenario(minReplicas, { everyS: 5 }), 'a:1', 'master')
      .fact('node/a:1', 'node.config', '{"min-replicas-to-write":"1"}')
      .series('node/a:1', 'node.good_replicas', '1x2 0x3 1x3')
      .open(5, [])
      .open(20, ['redis/min-replicas node/a:1'])
      .open(25, [])
  })

  test('R21: that it is 0 is one advice for all masters that could be replaced', () => {
    const at = (mode: string) => {
      let story = scenario(minReplicas, { everyS: 5 }).fact('cluster', 'cluster.mode', `"${mode}"`)
      for (const [master, replica] of [
        ['a:1', 'a:2'],
        ['b:1', 'b:2'],
      ] as const)
        story = serving(serving(story, master, 'master'), replica, 'replica')
          .fact(`node/${master}`, 'node.config', '{"min-replicas-to-write":"0"}')
          .fact(`node/${replica}`, 'node.master', `"${master}"`)
      return story
    }
    at('cluster').open(0, ['redis/min-replicas cluster'])
    at('group').open(0, [])
  })

  test('R21: without CONFIG it is not known', () => {
    serving(scenario(minReplicas, { everyS: 5 }), 'a:1', 'master')
      .series('node/a:1', 'node.good_replicas', '1x2')
      .verdict(5, 'redis/min-replicas', 'unknown', 'config|get')
  })

  test('R37: a save that failed stops writes, unless told otherwise', () => {
    serving(scenario(saveFailed, { everyS: 5 }), 'a:1', 'master')
      .fact(
        'node/a:1',
        'node.persistence',
        '{"save":"ok","aof":false}x2 {"save":"err","aof":false}x2 {"save":"ok","aof":false}',
      )
      .open(5, [])
      .open(10, ['redis/save-failed node/a:1'])
      .open(20, [])
  })

  test('R07: a link that has been down longer than the validity factor allows', () => {
    serving(
      scenario(replicaBarred, { everyS: 5 }).fact('cluster', 'cluster.mode', '"cluster"'),
      'b:1',
      'replica',
    )
      .fact(
        'node/b:1',
        'node.config',
        '{"cluster-node-timeout":"2000","cluster-replica-validity-factor":"10","repl-ping-replica-period":"10"}',
      )
      .series('node/b:1', 'node.link_down_s', '25 30 31 0')
      .open(5, [])
      .open(10, ['redis/replica-barred node/b:1'])
      .open(15, [])
  })

  test('R19: full resyncs that go with cuts of one replica', async () => {
    const story = (links: readonly string[]) =>
      judgedAt(
        resyncLoop,
        10,
        links.map((link, i) => ({
          facts: {
            'node/a:1': { 'node.state': 'serving', 'node.role': 'master' },
            'node/b:1': {
              'node.state': 'serving',
              'node.role': 'replica',
              'node.master': 'a:1',
              'node.link': link,
            },
          },
          values: { 'node/a:1': { 'node.sync_full': [1, 1, 1, 2, 2, 2, 3, 3][i] ?? 3 } },
        })),
      )
    const cut = await story(['up', 'up', 'down', 'up', 'up', 'down', 'up', 'up'])
    expect(cut.map((entities) => entities.length)).toEqual([0, 0, 0, 0, 0, 0, 1, 1])
    // somebody else's resyncs
    expect((await story(Array.from({ length: 8 }, () => 'up'))).at(-1)).toEqual([])
  })

  test('R18: the backlog against the longest outage and what is written', async () => {
    const story = (size: number) =>
      judgedAt(
        backlogSize,
        10,
        ['up', 'up', 'down', 'down', 'down', 'up', 'up'].map((link, i) => ({
          facts: {
            'node/a:1': { 'node.state': 'serving', 'node.role': 'master' },
            'node/b:1': {
              'node.state': 'serving',
              'node.role': 'replica',
              'node.master': 'a:1',
              'node.link': link,
            },
          },
          values: { 'node/a:1': { 'node.offset': 10_000 * i, 'node.backlog_size': size } },
        })),
      )
    // 30 s at 1,000 bytes a second
    expect((await story(29_000)).map((entities) => entities.length)).toEqual([0, 0, 0, 0, 0, 1, 1])
    expect((await story(31_000)).at(-1)).toEqual([])
  })

  test('R08: what one machine would take with it', () => {
    const at = (shards: readonly (readonly [master: string, replica: string])[]) => {
      let story = scenario(oneHost, { everyS: 30 }).fact('cluster', 'cluster.mode', '"cluster"x4')
      for (const [master, replica] of shards)
        story = serving(serving(story, master, 'master'), replica, 'replica')
          .fact(`node/${master}`, 'node.slots', '"0–99"')
          .fact(`node/${replica}`, 'node.master', `"${master}"`)
      return story
    }
    at([
      ['a:1', 'b:2'],
      ['b:1', 'c:2'],
      ['c:1', 'a:2'],
    ]).open(90, [])
    at([
      ['a:1', 'a:2'],
      ['b:1', 'c:2'],
      ['c:1', 'b:2'],
    ]).open(90, ['redis/one-host node/a:1'])
    at([
      ['a:1', 'b:2'],
      ['a:3', 'c:2'],
      ['c:1', 'b:3'],
    ]).open(90, ['redis/one-host node/a:1'])
    at([
      ['a:1', 'a:2'],
      ['a:3', 'a:4'],
    ]).verdict(90, 'redis/one-host', 'unknown', 'share one address')
  })

  /** Two masters, each with its half of the slots. */
  const halves = (rule: Parameters<typeof scenario>[0]) => {
    const owners = [
      { from: 0, to: 99, owner: 'a:1' },
      { from: 100, to: 16_383, owner: 'b:1' },
    ]
    let story = scenario(rule, { everyS: 5 })
      .fact('cluster', 'cluster.mode', '"cluster"x12')
      .fact('cluster', 'cluster.owners', JSON.stringify(owners))
    for (const address of ['a:1', 'b:1']) story = serving(story, address, 'master')
    return story.fact('node/b:1', 'node.slots', '"100–16383"')
  }

  test('R03: a node that names another owner, for longer than two node timeouts', () => {
    const dispute = '[{"from":100,"to":109,"owner":"a:1"}]'
    const story = halves(slotsDisputed)
      .fact('node/a:1', 'node.slots', '"0–99"')
      .fact('node/a:1', 'node.config', '{"cluster-node-timeout":"5000"}')
      .fact('node/b:1', 'node.dispute', `null ${dispute}x5 null`)
    story.open(10, []).open(15, ['redis/slots-disputed node/b:1'])
    expect([...story.sink.open.values()][0]?.title).toBe(
      'b:1 names a:1 as owner of 100–109 (10 slots), unlike the others',
    )
    story.open(30, [])
  })

  test('R05: two masters that both hold a slot for their own', () => {
    const story = halves(slotsClaimedTwice).fact('node/a:1', 'node.slots', '"0–99" "0–119"x4 "0–99"')
    story.open(5, []).open(15, ['redis/slots-claimed-twice node/a:1'])
    expect([...story.sink.open.values()][0]?.title).toBe('a:1 and b:1 both claim 100–119')
    story.open(25, [])
  })

  test('R20: two histories', () => {
    serving(serving(scenario(twoHistories, { everyS: 5 }), 'a:1', 'master'), 'b:1', 'replica')
      .fact('node/b:1', 'node.master', '"a:1"')
      .fact('node/a:1', 'node.history', '{"id":"x","before":""}')
      .fact('node/b:1', 'node.history', '{"id":"x"} {"id":"y"}x4 {"id":"x"}')
      .open(0, [])
      .open(20, ['redis/two-histories node/b:1'])
      .open(25, [])
  })

  test('R25: two sentinels that give different masters', () => {
    let story = scenario(sentinelSplit, { everyS: 5 })
    for (const [s, given, epoch] of [
      ['s1', 'a:1', 1],
      ['s2', 'b:1', 2],
    ] as const)
      story = story
        .fact(`sentinel/${s}:1`, 'sentinel.state', '"serving"')
        .fact(`belief/${s}:1/m`, 'belief.master', `{"epoch":${epoch},"quorum":2,"downAfterMs":5000}`)
        .fact(`belief/${s}:1/m`, 'belief.address', `"${given}"x4`)
    story.open(0, []).open(10, ['redis/sentinel-split belief/s1:1/m'])
  })

  test('R28: if the master’s machine takes the majority with it', () => {
    const at = (hosts: readonly string[]) => {
      let story = scenario(sentinelMajority, { everyS: 10 })
      for (const host of hosts)
        story = story
          .fact(`sentinel/${host}`, 'sentinel.state', '"serving"')
          .fact(`belief/${host}/m`, 'belief.master', '{"epoch":1,"quorum":2}x3')
          .fact(`belief/${host}/m`, 'belief.address', '"a:6379"')
      return story
    }
    at(['a:1', 'b:1', 'c:1']).open(20, [])
    at(['a:1', 'a:2', 'c:1']).open(20, ['redis/sentinel-majority belief/a:1/m'])
    at(['a:1', 'b:1']).open(20, ['redis/sentinel-majority belief/a:1/m'])
    // all on one machine: a trial
    at(['a:1', 'a:2', 'a:3']).open(20, [])
  })
})
