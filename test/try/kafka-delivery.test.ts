import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import type { KafkaCluster } from '../../lab/kafka/cluster.ts'
import { saslUsers } from '../../lab/kafka/sasl.ts'
import { kafka } from '../../src/main/systems/kafka/index.ts'
import { connectionTo } from '../lab/kafka/observing.ts'
import { figures, Trying } from './support/trying.ts'

let cluster: KafkaCluster
let trying: Trying
beforeAll(async () => {
  cluster = await lab.kafka({ brokers: 1, tls: 'mutual' })
  trying = await Trying.on({ system: kafka, connection: connectionTo(cluster.bootstrap) })
}, 120_000)
afterAll(async () => {
  await trying[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

test.each([
  // the batch of ten in whose middle the worker dies: half of it is done, all of it, all of it
  { commit: 'before', answer: 'lost', lost: 5, twice: 0, repeated: 0 },
  { commit: 'after', answer: 'twice', lost: 0, twice: 10, repeated: 10 },
  { commit: 'transaction', answer: 'once', lost: 0, twice: 0, repeated: 10 },
])(
  'offset committed $commit the work: $answer',
  async ({ commit, answer, ...told }) => {
    const { run } = await trying.run('kafka/delivery', { commit, records: 60, batch: 10 })
    expect(run.error).toBeUndefined()
    expect(run).toMatchObject({ outcome: 'done', left: [], verdict: { answer } })
    expect(figures(run)).toMatchObject({ ...told, once: 60 - told.lost - told.twice })
    // the group waits for the dead one as long as its session lasts
    expect(figures(run)['takeover']).toBeGreaterThan(4_000)
  },
  90_000,
)

test.each([
  { idempotence: 'off', answer: 'twice', once: 10, twice: 20 },
  { idempotence: 'on', answer: 'once', once: 30, twice: 0 },
])(
  'with idempotence $idempotence what is sent again is in the log $answer',
  async ({ idempotence, answer, once, twice }) => {
    const { run } = await trying.run('kafka/idempotence', { idempotence, batches: 2 })
    expect(run.error).toBeUndefined()
    expect(run).toMatchObject({ outcome: 'done', left: [], verdict: { answer } })
    expect(figures(run)).toMatchObject({ once, twice, lost: 0 })
  },
  60_000,
)

test('all of it by TLS with a certificate of ours, through our own line to the leader, too', async () => {
  const { ca, certificate, key } = cluster.certificates ?? expect.fail()
  const options = { tls: 'on', ca, cert: certificate, key }
  await using secured = await Trying.on({
    system: kafka,
    connection: connectionTo(cluster.tlsBootstrap, { options }),
  })
  const { run } = await secured.run('kafka/idempotence', { idempotence: 'on', batches: 2 })
  expect(run.error).toBeUndefined()
  expect(run).toMatchObject({ outcome: 'done', left: [], verdict: { answer: 'once' } })
  expect(figures(run)).toMatchObject({ once: 30, twice: 0, lost: 0 })
}, 60_000)

test.each([
  { isolation: 'read_committed', end: 'abort', answer: 'none', inside: 0 },
  { isolation: 'read_committed', end: 'commit', answer: 'none', inside: 5 },
  { isolation: 'read_uncommitted', end: 'abort', answer: 'both', inside: 5 },
])(
  'an open transaction, then $end: with $isolation a consumer gets $answer meanwhile',
  async ({ isolation, end, answer, inside }) => {
    const { run } = await trying.run('kafka/open-transaction', { isolation, end, rate: 50, seconds: 2 })
    expect(run.error).toBeUndefined()
    expect(run).toMatchObject({ outcome: 'done', left: [], verdict: { answer } })
    const told = figures(run)
    expect(told).toMatchObject({ inside, lost: 0 })
    expect(told['behind']).toBeGreaterThan(40)
    if (isolation === 'read_committed') expect(told['waited']).toBeGreaterThan(1_500)
    else expect(told['waited']).toBeLessThan(1_500)
  },
  60_000,
)

test('a target that may only be observed is refused, and nothing is created', async () => {
  await using observed = await Trying.on({
    system: kafka,
    connection: connectionTo(cluster.bootstrap),
    permission: 'observe',
  })
  const { run, entries } = await observed.run('kafka/delivery', { commit: 'after' })
  expect(run).toMatchObject({ outcome: 'refused', left: [] })
  expect(run.checks.find(({ is }) => is === 'refused')?.fix).toMatch(/permission|allow/i)
  expect(entries.some(({ what }) => what === 'creating')).toBe(false)
})

test('a user who may not create topics is refused in the cluster’s words, with the grant that is missing', async () => {
  await using strict = await lab.kafka({ brokers: 1, sasl: true })
  await using asReader = await Trying.on({
    system: kafka,
    connection: connectionTo(strict.saslBootstrap, {
      options: { mechanism: 'scram-sha-512' },
      credentials: { username: 'reader', password: saslUsers.reader },
    }),
  })
  const { run, entries } = await asReader.run('kafka/delivery', { commit: 'after' })
  expect(run).toMatchObject({ outcome: 'refused', left: [] })
  const refused = run.checks.filter(({ is }) => is === 'refused')
  expect(refused.map(({ says, fix }) => `${says} ${fix}`).join()).toMatch(
    /TOPIC_AUTHORIZATION_FAILED.*kafka-acls.*--operation Create/s,
  )
  expect(entries.some(({ what }) => what === 'creating')).toBe(false)
  expect(await strict.tool('kafka-topics', ['--list'])).not.toContain('orrery.x.')
}, 60_000)

test('nothing is left of any run', async () => {
  expect(await cluster.tool('kafka-topics', ['--list'])).not.toContain('orrery.x.')
  expect(await cluster.tool('kafka-consumer-groups', ['--list'])).not.toContain('orrery.x.')
})
