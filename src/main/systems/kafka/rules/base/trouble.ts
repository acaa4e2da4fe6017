import { configOf, clusterConfigNumber } from '../../views/base/configs.ts'
import {
  neededIsr,
  NO_LEADER,
  type Partitions,
  partitionsOf,
  UNKNOWN_LEADER,
} from '../../views/base/partitions.ts'
import type { Look } from '../../../moment.ts'

/** Kafka's own default since 2.5, for clusters that don't let us read the setting. */
const DEFAULT_LAG_TIME_MS = 30_000

/** replica.lag.time.max.ms: how long a follower may be behind before its leader drops it from the ISR. */
export function lagTimeMaxMs(look: Look): number {
  const known = clusterConfigNumber(look.moment, 'replica.lag.time.max.ms')
  return Number.isNaN(known) ? DEFAULT_LAG_TIME_MS : known
}

/** Replicas of a partition that aren't in its ISR. */
export function missingReplicas({ replicas, isr }: Partitions, row: number): number[] {
  return replicas[row]!.filter((broker) => !isr[row]!.includes(broker))
}

/** Rows of partitions by what is wrong with them; a partition may be in several. */
export interface Trouble {
  readonly offline: readonly number[]
  /** Led, but with fewer in-sync replicas than acks=all needs. */
  readonly underMinIsr: readonly number[]
  /** One more loss, and acks=all is refused. */
  readonly atMinIsr: readonly number[]
  /** Replicas that were just added aren't missed: they copy the partition for the first time. */
  readonly underReplicated: readonly number[]
  readonly standing: readonly number[]
  /** Partitions whose min.insync.replicas isn't known. */
  readonly unknownMinIsr: readonly number[]
}

interface Found {
  readonly of: Partitions
  readonly isAnyAdding: boolean
  readonly trouble: Trouble
}

const troubles = new WeakMap<Partitions, Trouble>()
/** The last that was found, by the leaders that it was found with. */
const lately = new WeakMap<Int32Array, Found>()

/** Found once for a moment, however many rules ask, and once for all the moments in which nothing changes. */
export function troubleOf(look: Look): Trouble {
  const partitions = partitionsOf(look)
  const known = troubles.get(partitions)
  if (known !== undefined) return known
  const isAnyAdding = look.moment.facts('partition.adding').size > 0
  const last = lately.get(partitions.leader)
  const isSame = last !== undefined && !isAnyAdding && !last.isAnyAdding && areAlike(last.of, partitions)
  const trouble = isSame ? last.trouble : findTrouble(look, partitions)
  troubles.set(partitions, trouble)
  lately.set(partitions.leader, { of: partitions, isAnyAdding, trouble })
  return trouble
}

/** In all that trouble is found by; facts that didn't change are the same objects. */
function areAlike(a: Partitions, b: Partitions): boolean {
  return (
    a.layout === b.layout &&
    a.isr === b.isr &&
    a.replicas === b.replicas &&
    a.minIsr === b.minIsr &&
    Buffer.compare(a.stands, b.stands) === 0
  )
}

function findTrouble(look: Look, partitions: Partitions): Trouble {
  const { leader, isr, replicas, stands, minIsr, layout } = partitions
  const found = {
    offline: [] as number[],
    underMinIsr: [] as number[],
    atMinIsr: [] as number[],
    underReplicated: [] as number[],
    standing: [] as number[],
    unknownMinIsr: [] as number[],
  }
  const adding = look.moment.facts('partition.adding')
  for (let row = 0; row < leader.length; row++) {
    if (leader[row] === UNKNOWN_LEADER) continue
    if (Number.isNaN(minIsr[layout.topic[row]!]!)) found.unknownMinIsr.push(row)
    if (stands[row] === 1) found.standing.push(row)
    if (leader[row] === NO_LEADER) {
      found.offline.push(row)
      continue
    }
    const inSync = isr[row]!.length
    const needed = neededIsr(partitions, row)
    if (inSync < needed) found.underMinIsr.push(row)
    if (inSync >= replicas[row]!.length) continue
    if (adding.size > 0 && isOnlyAdding(partitions, row, adding.get(layout.paths[row]!)?.value)) continue
    found.underReplicated.push(row)
    if (inSync === needed) found.atMinIsr.push(row)
  }
  return found
}

function isOnlyAdding(partitions: Partitions, row: number, added: unknown): boolean {
  return Array.isArray(added) && missingReplicas(partitions, row).every((broker) => added.includes(broker))
}

/** Who didn't answer ListOffsets, and why. */
export function whyOffsetsAreMissing(look: Look): string {
  const gaps = look.moment.gaps.filter(({ ask }) => ask.split(', ').includes('ListOffsets'))
  if (gaps.length === 0) return 'not observed in this sample'
  return gaps.map(({ entity, message }) => `${entity.replace('/', ' ')}: ${message}`).join('; ')
}

/** Why settings couldn't be read, with what would change that; undefined: they could. */
export function whySettingsAreMissing(look: Look): string {
  const gap = look.moment.gaps.find(({ ask }) => ask.split(', ').includes('DescribeConfigs'))
  if (gap !== undefined) return gap.fix === undefined ? gap.message : `${gap.message}. Grant: ${gap.fix}`
  const anyTopic = [...look.moment.facts('topic.config').keys()].some((topic) => configOf(look.moment, topic))
  return anyTopic ? 'these topics are new and were not described yet' : 'settings were not read yet'
}
