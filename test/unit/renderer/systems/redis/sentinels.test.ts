import { describe, expect, test } from 'vitest'
import { opinionRows } from '../../../../../src/renderer/systems/redis/sentinels/opinions.ts'
import { sentinelsSaid } from '../../../../../src/renderer/systems/redis/sentinels/sentinels-said.ts'
import {
  candidateWords,
  downVote,
  leaderVote,
} from '../../../../../src/renderer/systems/redis/sentinels/votes.ts'
import { cell, matrix, outlook } from './samples.ts'

const odd = (rows: ReturnType<typeof opinionRows>) =>
  rows.map(({ opinions }) => opinions.map((opinion) => Number(opinion.isOdd)).join(''))

describe('opinions', () => {
  test('are odd where more than half hold the opposite', () => {
    const rows = opinionRows(
      matrix([
        ['up', 'up', 's-down'],
        ['up', 'up', 's-down'],
        ['s-down', 'up', 'up'],
      ]),
    )
    expect(odd(rows)).toEqual(['000', '000', '101'])
    expect(rows.map((row) => row.isOdd)).toEqual([false, false, true])
  })

  test('are not odd where they are evenly divided', () => {
    expect(
      odd(
        opinionRows(
          matrix([
            ['up', 'up', 'up'],
            ['s-down', 'up', 'up'],
          ]),
        ),
      ),
    ).toEqual(['000', '000'])
  })

  test('of whom nothing was heard count for neither side', () => {
    const rows = opinionRows(
      matrix([
        ['unknown', 'unknown', 'unknown'],
        ['up', 'up', 'up'],
        ['s-down', 'up', 'up'],
      ]),
    )
    expect(odd(rows)).toEqual(['000', '000', '000'])
    expect(rows[0]?.opinions[0]).toMatchObject({ word: '?', tone: 'unknown' })
  })

  test('that take a replica for the master are said and coloured, whatever the others hold', () => {
    const base = matrix([
      ['up', 'up', 'up'],
      ['up', 'up', 'up'],
    ])
    const split = {
      ...base,
      rows: base.rows.map((row, i) =>
        i === 1 ? { ...row, address: 'r:2', cells: [cell('up'), cell('up', 'master'), cell('up')] } : row,
      ),
    }
    const [, second] = opinionRows(split)
    expect(second?.opinions[1]).toMatchObject({ word: 'master', tone: 'warn' })
    expect(second).toMatchObject({ isSplit: true, isOdd: true })
  })
})

describe('the votes of a failover', () => {
  test('for down stand beside the quorum', () => {
    expect(downVote(outlook())).toMatchObject({ taken: 0, needed: 2, seats: 3, tone: 'ok' })
    expect(downVote(outlook({ downBy: ['s1'] }))).toMatchObject({ taken: 1, tone: 'warn' })
    expect(downVote(outlook({ downBy: ['s1', 's2'] }))).toMatchObject({ taken: 2, tone: 'bad' })
  })

  test('have as many seats as a quorum that nobody can reach needs', () => {
    expect(downVote(outlook({ quorum: 5 }))).toMatchObject({ seats: 5, tone: 'bad' })
  })

  test('are unknown without a quorum', () => {
    expect(downVote(outlook({ quorum: null }))).toMatchObject({ needed: null, tone: 'unknown' })
  })

  test.each([
    [3, 'ok'],
    [2, 'warn'],
    [1, 'bad'],
  ] as const)('for a leader, with %d of 3 answering: %s', (answering, tone) => {
    expect(leaderVote(outlook({ answering })).tone).toBe(tone)
  })

  test('need a replica that passes', () => {
    expect(candidateWords(outlook()).tone).toBe('ok')
    expect(candidateWords(outlook({ candidates: [] })).says).toContain('no')
    const excluded = [{ address: 'b:6379', why: 'priority 0' }]
    expect(candidateWords(outlook({ candidates: [], excluded }))).toMatchObject({ tone: 'bad' })
  })
})

describe('what is said of sentinels', () => {
  const sentinels = ['s1', 's2', 's3'].map((address) => ({
    address,
    state: 'serving' as const,
    stateSince: null,
    why: null,
    version: null,
  }))
  const healthy = matrix([['up', 'up', 'up']])

  test('is nothing while all agree and a failover is possible', () => {
    expect(sentinelsSaid({ sentinels, masters: [healthy] }, healthy, 0)).toEqual([])
  })

  test('names who sends clients elsewhere', () => {
    const split = matrix([['up', 'up', 'up']], {
      given: [
        { address: 'm:1', by: ['s1', 's2'] },
        { address: 'r:2', by: ['s3'] },
      ],
    })
    expect(sentinelsSaid({ sentinels, masters: [split] }, split, 0)[0]?.headline).toBe(
      's3 sends clients of “cache” to r:2, the others to m:1.',
    )
  })

  test('warns before the master is lost that nothing would take over', () => {
    const stuck = matrix([['up', 'up', 'up']], {
      failover: outlook({ can: 'no', says: 'no replica passes' }),
    })
    expect(sentinelsSaid({ sentinels, masters: [stuck] }, stuck, 0)[0]).toMatchObject({
      tone: 'bad',
      rest: 'no replica passes.',
    })
  })

  test('names a sentinel that does not answer', () => {
    const silent = sentinels.map((each, i) =>
      i === 0 ? { ...each, state: 'silent' as const, stateSince: 1000 } : each,
    )
    expect(sentinelsSaid({ sentinels: silent, masters: [healthy] }, healthy, 61_000)[0]?.headline).toContain(
      'Sentinel s1 is not answering since',
    )
  })

  test('puts those that fail alike into one sentence', () => {
    const silent = sentinels.map((each, i) => (i > 0 ? { ...each, state: 'silent' as const } : each))
    const said = sentinelsSaid({ sentinels: silent, masters: [healthy] }, healthy, 0)
    expect(said.map((one) => one.headline)).toEqual(['Sentinels s2 and s3 are not answering.'])
  })

  test('names a server that calls itself master beside the one that clients are given', () => {
    const instances = healthy.instances.map((each, i) =>
      i === 2 ? { ...each, role: 'master' as const } : each,
    )
    const rival = { ...healthy, instances }
    expect(sentinelsSaid({ sentinels, masters: [rival] }, rival, 0)[0]?.headline).toBe(
      'r:3 calls itself master, but “cache” is m:1.',
    )
  })
})
