import { describe, expect, test } from 'vitest'
import { blindNotes, unreadNotes } from '../../../../../src/renderer/systems/redis/blind-notes.ts'
import { nodeWords, stateClause } from '../../../../../src/renderer/systems/redis/node-words.ts'
import { nodesSaid } from '../../../../../src/renderer/systems/redis/nodes/nodes-said.ts'
import { nodeRow, replicaRow } from './samples.ts'

describe('how a server is', () => {
  const master = nodeRow()
  test.each([
    ['a master', nodeRow(), 'ok', 'master'],
    ['one without a role', nodeRow({ role: null }), 'unknown', 'role not observed'],
    ['one that hangs', nodeRow({ state: 'silent' }), 'bad', 'not answering'],
    ['one closed to us', nodeRow({ state: 'closed' }), 'unknown', 'closed to us'],
    ['one that loads', nodeRow({ state: 'loading' }), 'warn', 'loading its data'],
    ['a replica', replicaRow(), 'ok', 'in step'],
    ['a cut replica', replicaRow({ link: 'down' }), 'warn', 'link down'],
    ['one that takes all', replicaRow({ link: 'sync' }), 'warn', 'takes all the data'],
    ['one half a backlog behind', replicaRow({ lagBytes: 600 }), 'warn', 'falls behind'],
    ['one behind the backlog', replicaRow({ lagBytes: 1001 }), 'bad', 'behind the backlog'],
    ['one nobody heard of', replicaRow({ silentSeconds: 11 }), 'warn', 'silent'],
    ['one whose lag is not told', replicaRow({ lagBytes: null }), 'unknown', 'lag not observed'],
    [
      'one its master still feeds',
      replicaRow({ listed: 'wait_bgsave' }),
      'warn',
      'wait_bgsave at its master',
    ],
  ] as const)('%s', (_, row, tone, word) => {
    expect(nodeWords(row, master)).toEqual({ tone, word })
  })

  test('is not judged by a backlog that is not known', () => {
    expect(nodeWords(replicaRow({ lagBytes: 5000 }), undefined).tone).toBe('ok')
  })
})

test.each([
  ['refuses connections', 1, 'refuses connections'],
  ['refuses connections', 2, 'refuse connections'],
  ['not answering', 1, 'is not answering'],
  ['not reached', 3, 'are not reached'],
])('“%s” of %d reads on as “%s”', (word, count, clause) => {
  expect(stateClause(word, count)).toBe(clause)
})

describe('what is said of servers', () => {
  const healthy = { kind: 'group' as const, rows: [nodeRow(), replicaRow()], depth: [0, 1], rivals: [] }

  test('is nothing while all serve and follow', () => {
    expect(nodesSaid(healthy, 0)).toEqual([])
  })

  test('puts six that hang into one sentence', () => {
    const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((host) =>
      nodeRow({ address: `${host}:1`, state: 'silent', stateSince: 1000 }),
    )
    const said = nodesSaid({ ...healthy, rows, depth: rows.map(() => 0) }, 61_000)
    expect(said).toHaveLength(1)
    expect(said[0]?.headline).toMatch(/^a:1, b:1 and 4 more are not answering since/)
  })

  test('puts two masters of one group first', () => {
    const rows = [nodeRow(), replicaRow({ link: 'down' })]
    const said = nodesSaid({ ...healthy, rows, rivals: [['a:6379', 'c:6379']] }, 0)
    expect(said.map((one) => one.tone)).toEqual(['bad', 'warn'])
    expect(said[0]?.headline).toBe('a:6379 and c:6379 both call themselves master of the same group.')
  })
})

test('the same refusal on many servers is one note', () => {
  const refused = (entity: string) => ({ entity, ask: 'CONFIG GET', why: 'NOPERM', fix: '+config|get' })
  expect(
    blindNotes([refused('node/a:1'), refused('node/b:2'), { ...refused('node/c:3'), why: 'timeout' }]),
  ).toEqual([
    { what: 'CONFIG GET of a:1 and b:2', why: 'NOPERM', fix: '+config|get' },
    { what: 'CONFIG GET of c:3', why: 'timeout', fix: '+config|get' },
  ])
})

test('refusals that name their server are alike nevertheless', () => {
  const nodes = ['a:1', 'b:2'].map((address) => ({ address, why: `${address} answers SLOWLOG GET: NOPERM` }))
  const read = { address: 'c:3', why: null }
  expect(unreadNotes([...nodes, read], 'SLOWLOG GET', '+slowlog|get')).toEqual([
    {
      what: 'SLOWLOG GET of a:1 and b:2',
      why: 'It answers SLOWLOG GET: NOPERM',
      fix: 'ACL SETUSER <user> +slowlog|get',
    },
  ])
  expect(unreadNotes([{ address: 'a:1', why: 'No answer from a:1' }], 'SLOWLOG GET', '+slowlog|get')).toEqual(
    [{ what: 'SLOWLOG GET of a:1', why: 'No answer from a:1', fix: null }],
  )
})
