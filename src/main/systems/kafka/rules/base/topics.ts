import type { Evidence } from '../../../../../shared/api/findings.ts'
import type { Look } from '../../../moment.ts'
import type { Candidate } from '../../../rule.ts'
import { type Partitions, partitionsOf } from '../../views/base/partitions.ts'
import { counted } from '../../words.ts'

/** More findings of one kind say no more than their number does. */
const MOST = 100
/** So many partitions stand as evidence by themselves, the others by their numbers. */
const SHOWN = 5
const MOST_RANGES = 12

/** Partitions of one topic that have the same trouble, the worst first. */
export interface TroubledTopic {
  readonly entity: string
  readonly name: string
  /** Rows of partitions. */
  readonly rows: readonly number[]
  /** Partitions that the topic has. */
  readonly of: number
}

/** The topics that a rule claims one by one, and those that it sums up. */
interface Parted {
  readonly claimed: readonly TroubledTopic[]
  readonly rest: readonly TroubledTopic[]
}

const grouped = new WeakMap<readonly number[], readonly TroubledTopic[]>()

/**
 * Made once for a list of rows, however many rules ask.
 * @param rows in ascending order
 */
function troubledTopics(look: Look, rows: readonly number[]): readonly TroubledTopic[] {
  let topics = grouped.get(rows)
  if (topics === undefined) grouped.set(rows, (topics = groupByTopic(partitionsOf(look), rows)))
  return topics
}

function groupByTopic({ layout }: Partitions, rows: readonly number[]): TroubledTopic[] {
  const topics: TroubledTopic[] = []
  for (let at = 0; at < rows.length;) {
    const topic = layout.topic[rows[at]!]!
    const end = layout.base[topic + 1]!
    const from = at
    while (at < rows.length && rows[at]! < end) at++
    const name = layout.topics[topic]!
    topics.push({
      entity: `topic/${name}`,
      name,
      rows: rows.slice(from, at),
      of: end - layout.base[topic]!,
    })
  }
  return topics
}

/**
 * A claim for each topic in trouble, however many of its partitions: a broker that dies hits ten thousand at once. Past the
 * first hundred topics one claim for the cluster counts the others.
 * @param worst ascending: what of a topic stands first in the evidence; left out: the lowest partition
 * @param more reads on after "580 partitions of 12 more topics"
 */
export function claimTopics(
  look: Look,
  rule: string,
  { rows, claim, more, worst }: TopicClaims,
): Candidate[] {
  const { claimed, rest } = partedTopics(look, rule, troubledTopics(look, rows))
  const claimWorstFirst = (topic: TroubledTopic) =>
    claim(worst === undefined ? topic : { ...topic, rows: sortedBy(topic.rows, worst) })
  const each = claimed.map(claimWorstFirst)
  if (rest.length === 0) return each
  const first = rest.slice(0, SHOWN).map(claimWorstFirst)
  const partitions = rest.reduce((sum, topic) => sum + topic.rows.length, 0)
  return [
    ...each,
    {
      ...first[0]!,
      entity: 'cluster',
      title: `${counted(partitions, 'partition')} of ${counted(rest.length, 'more topic')} ${more}`,
      evidence: first.flatMap(({ evidence }) => evidence.slice(0, 1)),
    },
  ]
}

function sortedBy(rows: readonly number[], of: (row: number) => number): readonly number[] {
  return rows.toSorted((a, b) => of(a) - of(b) || a - b)
}

export interface TopicClaims {
  /** In ascending order. */
  readonly rows: readonly number[]
  claim(topic: TroubledTopic): Candidate
  readonly more: string
  worst?(row: number): number
}

/** Keys of those findings of a rule that something explains: a sum is explained when all that is in it is. */
export function explainedKeys(
  look: Look,
  rule: string,
  rows: readonly number[],
  explains: (topic: TroubledTopic) => boolean,
): string[] {
  const { claimed, rest } = partedTopics(look, rule, troubledTopics(look, rows))
  const keys = claimed.filter(explains).map(({ entity }) => `${rule} ${entity}`)
  return rest.length > 0 && rest.every(explains) ? [...keys, `${rule} cluster`] : keys
}

const parted = new WeakMap<readonly TroubledTopic[], { rule: string; parted: Parted }>()

function partedTopics(look: Look, rule: string, topics: readonly TroubledTopic[]): Parted {
  if (topics.length <= MOST) return { claimed: topics, rest: [] }
  const known = parted.get(topics)
  if (known?.rule === rule) return known.parted
  const made = part(look, rule, topics)
  parted.set(topics, { rule, parted: made })
  return made
}

/** What is claimed already goes on being claimed by itself: no finding ends because another topic is in trouble too. */
function part(look: Look, rule: string, topics: readonly TroubledTopic[]): Parted {
  const open = new Set(look.findings().flatMap((finding) => (finding.rule === rule ? [finding.entity] : [])))
  const known = topics.filter(({ entity }) => open.has(entity)).slice(0, MOST)
  const claimed = new Set([...known, ...topics.filter(({ entity }) => !open.has(entity))].slice(0, MOST))
  return { claimed: [...claimed], rest: topics.filter((topic) => !claimed.has(topic)) }
}

/** "orders-3", as Kafka's own tools and logs write it, or "4 of 6 partitions of orders". */
export function subject(look: Look, { name, rows, of }: TroubledTopic): string {
  const [row] = rows
  if (rows.length === 1 && row !== undefined) return partitionName(partitionsOf(look), row)
  return `${String(rows.length)} of ${String(of)} partitions of ${name}`
}

export function partitionName({ layout }: Partitions, row: number): string {
  return `${layout.topics[layout.topic[row]!]!}-${String(layout.number[row]!)}`
}

/** Of the worst partitions each its own; the others are named by their numbers. */
export function evidenceOf(
  look: Look,
  { entity, rows }: TroubledTopic,
  evidence: (row: number) => readonly Evidence[],
): Evidence[] {
  const pieces = rows.slice(0, SHOWN).flatMap(evidence)
  if (rows.length <= SHOWN) return pieces
  const { layout } = partitionsOf(look)
  const others = rows.slice(SHOWN).map((row) => layout.number[row]!)
  const { at } = look.moment
  return [...pieces, { entity, from: at, to: at, says: `the same of partition ${rangesOf(others)}` }]
}

/** "1, 3–7, 9" */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: { first: number; last: number }[] = []
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const range = ranges.at(-1)
    if (range !== undefined && number === range.last + 1) range.last = number
    else ranges.push({ first: number, last: number })
  }
  const shown = ranges.slice(0, MOST_RANGES)
  const left = ranges.slice(MOST_RANGES).reduce((sum, { first, last }) => sum + last - first + 1, 0)
  const texts = shown.map(({ first, last }) =>
    first === last ? String(first) : `${String(first)}${last === first + 1 ? ', ' : '–'}${String(last)}`,
  )
  return `${texts.join(', ')}${left > 0 ? ` and ${String(left)} more` : ''}`
}
