import type { Capability } from '../../../shared/api/targets.ts'
import type { Gap } from '../sample.ts'
import { decodeClusterGrants } from './ask/describe-cluster.ts'
import { grant } from './grants.ts'
import { answersTo, type Ask, type Raw } from './raw.ts'
import { Reader } from './wire/bytes.ts'

interface Line {
  readonly what: string
  readonly ask: Ask
  /** As the gaps name it. */
  readonly request: string
}

const lines: readonly Line[] = [
  { what: 'Brokers, topics, leaders, replicas and ISR', ask: 'Metadata', request: 'Metadata' },
  {
    what: 'Log start, high watermark and log end of every replica',
    ask: 'ListOffsets log end',
    request: 'ListOffsets',
  },
  { what: 'Groups and their states', ask: 'ListGroups', request: 'ListGroups' },
  { what: 'Committed offsets', ask: 'OffsetFetch', request: 'OffsetFetch' },
  { what: 'Members and assignments of classic groups', ask: 'DescribeGroups', request: 'DescribeGroups' },
  {
    what: 'Members and assignments of KIP-848 groups',
    ask: 'ConsumerGroupDescribe',
    request: 'ConsumerGroupDescribe',
  },
  { what: 'Sizes of replicas, disks', ask: 'DescribeLogDirs', request: 'DescribeLogDirs' },
  { what: 'Settings of topics and brokers', ask: 'DescribeConfigs', request: 'DescribeConfigs' },
  {
    what: 'The KRaft quorum: controller, voters, their lag',
    ask: 'DescribeQuorum',
    request: 'DescribeQuorum',
  },
  {
    what: 'Eligible leader replicas (KIP-966)',
    ask: 'DescribeTopicPartitions',
    request: 'DescribeTopicPartitions',
  },
  {
    what: 'Reassignments under way',
    ask: 'ListPartitionReassignments',
    request: 'ListPartitionReassignments',
  },
]

/** Groups that need describing may not exist, replicas may all be in the ISR: then a request isn't made. */
const onlyWhenNeeded: ReadonlySet<Ask> = new Set([
  'OffsetFetch',
  'DescribeGroups',
  'ConsumerGroupDescribe',
  'DescribeTopicPartitions',
  'ListPartitionReassignments',
  'ListOffsets log end',
])

/** What a target lets us see, gathered from what it answered so far. */
export class CapabilityBook {
  readonly #answered = new Set<Ask>()
  #gaps: readonly Gap[] = []
  #mayDescribeCluster: boolean | undefined
  #user: string | null = null
  #mode: 'kraft' | 'zookeeper' | undefined

  note(raw: Raw, gaps: readonly Gap[], mode: 'kraft' | 'zookeeper' | undefined): void {
    for (const { ask } of raw.answers) this.#answered.add(ask)
    const cluster = answersTo(raw, 'DescribeCluster')[0]
    if (cluster)
      this.#mayDescribeCluster = decodeClusterGrants(new Reader(cluster.body), cluster.version).describe
    this.#gaps = gaps
    this.#user = raw.user
    this.#mode = mode
  }

  list(): readonly Capability[] {
    return lines
      .filter(({ ask }) => this.#mode !== 'zookeeper' || !kraftOnly.has(ask))
      .map((line) => this.#capability(line))
  }

  #capability({ what, ask, request }: Line): Capability {
    const gaps = this.#gaps.filter((gap) => gap.ask.split(', ').includes(request))
    const refused = gaps.find(({ code }) => code === 'forbidden' || code === 'unsupported') ?? gaps[0]
    if (refused !== undefined) {
      const state = this.#answered.has(ask) && refused.code !== 'forbidden' ? 'partly' : 'not-observed'
      const known = { what, by: request, state, why: `${refused.entity}: ${refused.message}` } as const
      return refused.fix === undefined ? known : { ...known, fix: refused.fix }
    }
    if (ask === 'ListGroups' && this.#mayDescribeCluster === false)
      return {
        what,
        by: request,
        state: 'partly',
        why: 'Only groups that this user may describe are listed; Kafka leaves out the others without a word',
        fix: grant('Describe', '--cluster', this.#user),
      }
    if (this.#answered.has(ask)) return { what, by: request, state: 'observed' }
    if (onlyWhenNeeded.has(ask))
      return { what, by: request, state: 'observed', why: 'nothing to ask for so far' }
    return { what, by: request, state: 'not-observed', why: 'not asked yet' }
  }
}

const kraftOnly: ReadonlySet<Ask> = new Set([
  'DescribeQuorum',
  'DescribeTopicPartitions',
  'ConsumerGroupDescribe',
])
