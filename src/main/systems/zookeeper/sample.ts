import type { EntitySet, FactColumn, Gap, Sample, ValueColumn } from '../sample.ts'
import { factColumn, sameOrNew, valueColumn } from '../base/columns.ts'
import { MemberClock } from './member-clock.ts'
import { parseMember } from './parsed-member.ts'
import { quorumOf, type Quorum } from './quorum.ts'
import type { RawReplies } from './raw.ts'
import { memberFacts, memberGaps, memberValues } from './sample-members.ts'
import { sessionColumns } from './sample-sessions.ts'
import { whoIsWho, type Known } from './who-is-who.ts'

const ensemble: EntitySet = { paths: ['ensemble'] }

/**
 * Raw replies to samples, one after the other: the same replies in the same order always give the same samples.
 * Between them it keeps the entity sets, which metrics were ever told, and what the members' clocks read.
 */
export class SampleFold {
  #members: EntitySet | undefined
  #sessions: EntitySet | undefined
  readonly #seen = new Set<string>()
  readonly #clocks = new Map<string, MemberClock>()
  #known: Known = { members: [], membership: undefined }

  /** Who belongs to the ensemble, as of the last sample. */
  get known(): Known {
    return this.#known
  }

  /** @param tree facts of the tree that are due, made elsewhere: the tree has its own pace */
  toSample(raw: RawReplies, tree: readonly FactColumn[] = []): Sample {
    const known = whoIsWho(raw.members.map(parseMember), raw.configNode)
    this.#known = known
    this.#learnClocks(known, raw.at)
    const quorum = quorumOf(known)
    this.#members = sameOrNew(
      this.#members,
      known.members.map(({ entity }) => entity),
    )
    const sessions = sessionColumns(raw, known, this.#clocks, this.#sessions)
    this.#sessions = sessions.entities
    return {
      at: raw.at,
      tookMs: raw.tookMs,
      values: [
        ...ensembleValues(raw, quorum),
        ...memberValues(known, this.#members, raw.slow, this.#seen),
        ...sessions.values,
      ],
      facts: [
        ...ensembleFacts(raw, known, quorum),
        ...memberFacts(known, this.#members, raw.slow),
        ...sessions.facts,
        ...tree,
      ],
      gaps: [...memberGaps(known), ...treeGaps(raw)],
      cost: raw.cost,
    }
  }

  #learnClocks({ members }: Known, at: number): void {
    for (const { entity, asked } of members) {
      // a machine that was restarted counts anew
      if (asked?.state !== 'serving') this.#clocks.delete(entity)
      if (asked?.cons === undefined) continue
      const clock = this.#clocks.get(entity) ?? new MemberClock()
      this.#clocks.set(entity, clock)
      for (const row of asked.cons) clock.learn(row.lastResponse, at)
    }
  }
}

function ensembleValues(raw: RawReplies, quorum: Quorum): ValueColumn[] {
  const { tree } = raw
  const reads = tree.how === 'off' ? NaN : tree.znodes
  const numbers: Readonly<Record<string, number>> = {
    'ensemble.voters': quorum.voters,
    'ensemble.needed': quorum.needed,
    'ensemble.acknowledging': quorum.acknowledging,
    'ensemble.margin': quorum.margin,
    'ensemble.leaders': quorum.leaders.length,
    'ensemble.tree_znodes': tree.how === 'unknown' ? NaN : reads,
    'ensemble.tree_changes': tree.changes,
    'ensemble.tree_waiting': tree.waiting,
  }
  return Object.entries(numbers).map(([metric, value]) => valueColumn(metric, ensemble, () => value))
}

function ensembleFacts(raw: RawReplies, { membership }: Known, quorum: Quorum): FactColumn[] {
  const leads = quorum.leader?.asked?.srvr
  const config = membership && {
    version: membership.version,
    servers: membership.servers.map(({ id, voter, quorum: address, client }) => ({
      id,
      voter,
      quorum: address,
      client: client ?? null,
    })),
  }
  const { how, why, chroot } = raw.tree
  const facts = {
    'ensemble.leader': quorum.leader?.id ?? null,
    // an epoch goes on being the last one known while nobody leads
    'ensemble.epoch': leads?.zxid.epoch,
    'ensemble.quorum': quorum.is === 'unknown' ? null : quorum.is,
    'ensemble.config': config,
    'ensemble.tree': { how, why, chroot },
  }
  return Object.entries(facts).map(([key, value]) => factColumn(key, ensemble, () => value))
}

function treeGaps({ treeFailure }: RawReplies): Gap[] {
  if (treeFailure === null) return []
  const { code, message, fix } = treeFailure
  return [{ entity: '', ask: 'tree', code, message, ...(fix === undefined ? {} : { fix }) }]
}
