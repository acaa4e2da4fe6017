import type { EntitySet, FactColumn, ValueColumn } from '../../sample.ts'
import { decodeDescribeLogDirs, type LogDir } from '../ask/describe-log-dirs.ts'
import type { Memo } from '../memo.ts'
import { type Answered, answersTo } from '../raw.ts'
import { type Placement, replicaOf } from '../topology.ts'
import { Reader } from '../wire/bytes.ts'
import { errorName } from '../wire/errors.ts'
import { errorCounts, type ErrorCount } from './gaps.ts'
import { within } from './offsets.ts'
import { whole } from './partition-columns.ts'
import type { Replies } from './replies.ts'

interface Disk extends LogDir {
  readonly broker: number
  readonly path: string
}

/** Sizes of replicas and disks; empty in samples that didn't ask. */
export function diskColumns(replies: Replies, placement: Placement, memo: Memo) {
  const errors: ErrorCount[] = []
  const isAnswered = answersTo(replies.raw, 'DescribeLogDirs').length > 0
  if (!isAnswered) return { values: [] as ValueColumn[], facts: [] as FactColumn[], errors }
  const sizes = new Float64Array(placement.replicaEntities.paths.length).fill(Number.NaN)
  const disks: Disk[] = []
  replies.each('DescribeLogDirs', (answer) => {
    const { error, dirs } = read(answer, placement, sizes)
    if (error !== 0) errors.push(...errorCounts(answer, new Map([[error, 1]]), 'list of log directories'))
    for (const dir of dirs)
      disks.push({ ...dir, broker: answer.broker, path: diskPath(answer.broker, dir.dir) })
  })
  disks.sort((a, b) => a.broker - b.broker)
  return { values: diskValues(placement, sizes, disks, memo), facts: diskFacts(replies, disks, memo), errors }
}

/** The directory's own path follows the broker: `disk/1//var/lib/kafka`. */
function diskPath(broker: number, dir: string): string {
  return `disk/${String(broker)}/${dir}`
}

function read(answer: Answered, placement: Placement, sizes: Float64Array) {
  return decodeDescribeLogDirs(new Reader(answer.body), answer.version, (topic, partition, bytes) => {
    const at = within(placement, placement.row.get(topic) ?? -1, partition)
    const replica = at < 0 ? -1 : replicaOf(placement, at, answer.broker)
    if (replica >= 0) sizes[replica] = bytes
  })
}

function diskValues(
  placement: Placement,
  sizes: Float64Array,
  disks: readonly Disk[],
  memo: Memo,
): ValueColumn[] {
  const entities = diskSet(disks, memo)
  const brokers = [...new Set(disks.map(({ broker }) => broker))].sort((a, b) => a - b)
  const slow = { cadence: 'slow' } as const
  const of = (metric: string, value: (disk: Disk) => number): ValueColumn => ({
    ...slow,
    metric,
    entities,
    values: Float64Array.from(disks, value),
  })
  return [
    { ...slow, metric: 'replica.size', entities: placement.replicaEntities, values: sizes },
    {
      ...slow,
      metric: 'broker.size',
      entities: memo.entities(
        'sized brokers',
        brokers.map((id) => `broker/${String(id)}`),
      ),
      values: Float64Array.from(brokers, (id) => sizeOf(disks.filter(({ broker }) => broker === id))),
    },
    of('disk.total', ({ total }) => total),
    of('disk.usable', ({ usable }) => usable),
    of('disk.size', ({ size, error }) => (error === 0 ? size : Number.NaN)),
  ]
}

function diskSet(disks: readonly Disk[], memo: Memo): EntitySet {
  return memo.entities(
    'disks',
    disks.map(({ path }) => path),
  )
}

/** NaN when one of the directories couldn't be read: what is on it isn't known. */
function sizeOf(disks: readonly Disk[]): number {
  return disks.reduce((sum, { size, error }) => sum + (error === 0 ? size : Number.NaN), 0)
}

/** Only said to be complete when every broker asked has answered. */
function diskFacts(replies: Replies, disks: readonly Disk[], memo: Memo): FactColumn[] {
  const complete = replies.failures.every(({ ask }) => ask !== 'DescribeLogDirs')
  const entities = diskSet(disks, memo)
  const of = whole(entities)
  return [
    {
      ...of(
        'disk.error',
        disks.map(({ error }) => (error === 0 ? null : errorName(error))),
      ),
      complete,
    },
  ]
}
