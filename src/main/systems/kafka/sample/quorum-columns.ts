import type { EntitySet, FactColumn, ValueColumn } from '../../sample.ts'
import { decodeQuorum, type Quorum, type QuorumReplica } from '../ask/describe-quorum.ts'
import type { Memo } from '../memo.ts'
import { Reader } from '../wire/bytes.ts'
import { errorCounts, type ErrorCount } from './gaps.ts'
import { whole } from './partition-columns.ts'
import type { Replies } from './replies.ts'

const cluster: EntitySet = { paths: ['cluster'] }

export interface QuorumColumns {
  readonly values: readonly ValueColumn[]
  readonly facts: readonly FactColumn[]
  readonly errors: readonly ErrorCount[]
}

/** Empty when the quorum wasn't read in this sample: what held goes on holding. */
export function quorumColumns(replies: Replies, memo: Memo): QuorumColumns {
  const [read] = replies.each('DescribeQuorum', (answer) => ({
    answer,
    quorum: decodeQuorum(new Reader(answer.body), answer.version),
  }))
  if (read === undefined) return { values: [], facts: [], errors: [] }
  const { answer, quorum } = read
  if (quorum.error !== 0)
    return { values: [], facts: [], errors: errorCounts(answer, new Map([[quorum.error, 1]]), 'quorum') }
  return { values: quorumValues(quorum, memo), facts: quorumFacts(quorum, memo), errors: [] }
}

function quorumValues(quorum: Quorum, memo: Memo): ValueColumn[] {
  const replicas = nodesOf(quorum)
  const leader = quorum.voters.find(({ id }) => id === quorum.leader)
  const entities = voterSet(replicas, memo)
  const of = (metric: string, value: (replica: QuorumReplica) => number): ValueColumn => ({
    metric,
    cadence: 'tick',
    entities,
    values: Float64Array.from(replicas, value),
  })
  const end = leader?.leo ?? Number.NaN
  // ages by the leader's own clock, which stamps its own entry with the present
  const now = leader?.lastFetch ?? Number.NaN
  return [
    of('voter.leo', ({ leo }) => leo),
    of('voter.lag', ({ leo }) => Math.max(0, end - leo)),
    of('voter.caughtUpAge', ({ lastCaughtUp }) => Math.max(0, now - lastCaughtUp)),
    of('voter.fetchAge', ({ lastFetch }) => Math.max(0, now - lastFetch)),
    { metric: 'quorum.hw', cadence: 'tick', entities: cluster, values: Float64Array.of(quorum.hw) },
  ]
}

function quorumFacts(quorum: Quorum, memo: Memo): FactColumn[] {
  const replicas = nodesOf(quorum)
  const voters = new Set(quorum.voters.map(({ id }) => id))
  const of = whole(voterSet(replicas, memo))
  const role = (id: number) => (id === quorum.leader ? 'leader' : voters.has(id) ? 'voter' : 'observer')
  return [
    whole(cluster)('quorum.leader', [quorum.leader]),
    whole(cluster)('quorum.epoch', [quorum.epoch]),
    of(
      'voter.role',
      replicas.map(({ id }) => role(id)),
    ),
    of(
      'voter.address',
      replicas.map(({ id }) => quorum.addresses.get(id)),
    ),
  ]
}

function voterSet(replicas: readonly QuorumReplica[], memo: Memo): EntitySet {
  return memo.entities(
    'voters',
    replicas.map(({ id }) => `voter/${String(id)}`),
  )
}

/** Voters first, each kind by id. */
function nodesOf({ voters, observers }: Quorum): QuorumReplica[] {
  const byId = (a: QuorumReplica, b: QuorumReplica) => a.id - b.id
  return [...voters.toSorted(byId), ...observers.toSorted(byId)]
}
