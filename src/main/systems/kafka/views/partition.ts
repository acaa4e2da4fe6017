import { formatDuration } from '../../../../shared/base/format-time.ts'
import { formatNumber, formatSigned } from '../../../../shared/base/format-number.ts'
import { OrreryError } from '../../../../shared/base/errors.ts'
import type { PartitionData, SourcedRow } from '../../../../shared/systems/kafka-topic-views.ts'
import type { Look } from '../../moment.ts'
import { clusterConfigNumber } from './base/configs.ts'
import { partitionPath } from './base/layout.ts'
import { missingOf } from './base/missing.ts'
import { type Partitions, partitionsOf } from './base/partitions.ts'
import { hwStandsSince } from './base/waiting.ts'

const WINDOW_MS = 600_000

const asks = ['Metadata', 'ListOffsets', 'DescribeLogDirs', 'DescribeConfigs']

/** One partition with the source of each figure, and its last ten minutes. @throws not-found */
export function partition(look: Look, topic: string, number: number): PartitionData {
  const { moment } = look
  const partitions = partitionsOf(look)
  const path = partitionPath(topic, number)
  const row = partitions.layout.row.get(path)
  if (row === undefined)
    throw new OrreryError('not-found', `There is no partition ${String(number)} of ${topic} at this moment`)
  const from = moment.at - WINDOW_MS
  const edges = look.changes(['partition.isr'], from).filter(({ entity }) => entity === path)
  const brokers = partitions.replicas[row]!
  return {
    topic,
    partition: number,
    leader: partitions.leader[row]!,
    rows: inspect({ look, partitions, row, path, isrEdges: edges.length }),
    isrChanges: {
      at: Float64Array.from(edges, ({ at }) => at),
      before: edges.map(({ before }) => listOf(before)),
      after: edges.map(({ after }) => listOf(after)),
    },
    from,
    lines: [
      { label: 'high watermark', entity: path, metric: 'partition.hw', broker: -1 },
      ...brokers.map((broker) => ({
        label: `replica ${String(broker)}`,
        entity: `${path}@${String(broker)}`,
        metric: 'replica.leo',
        broker,
      })),
    ],
    outSpans: outSpans(look, path, brokers, from),
    missing: missingOf(look, asks),
  }
}

interface Inspected {
  readonly look: Look
  readonly partitions: Partitions
  readonly row: number
  readonly path: string
  readonly isrEdges: number
}

function inspect(inspected: Inspected): SourcedRow[] {
  return [...offsetRows(inspected), ...isrRows(inspected), ...waitingRows(inspected), ...sizeRows(inspected)]
}

/** A line that is as it should be, unless said otherwise. */
function line(label: string, value: SourcedRow['value'], rest: Partial<SourcedRow>): SourcedRow {
  const known = typeof value === 'number' && Number.isNaN(value) ? null : value
  return {
    label,
    unit: 'offset',
    note: null,
    noteAt: Number.NaN,
    state: null,
    source: '',
    at: Number.NaN,
    ...rest,
    value: known,
  }
}

function offsetRows({ look, partitions, row, path }: Inspected): SourcedRow[] {
  const { moment } = look
  const leader = partitions.leader[row]!
  const end = partitions.end[row]!
  const at = moment.column('replica.leo')?.at ?? Number.NaN
  const ends = partitions.replicas[row]!.map((broker) => {
    const leo = moment.value(`${path}@${String(broker)}`, 'replica.leo') ?? Number.NaN
    const behind = end - leo
    const isBehind = behind > 0 && broker !== leader
    return line(`End, ${broker === leader ? 'leader' : 'replica'} ${String(broker)}`, leo, {
      note: isBehind ? formatSigned(-behind) : null,
      state: isBehind && partitions.stands[row] === 1 ? 'bad' : null,
      source: `ListOffsets, replica ${String(broker)}, latest`,
      at,
    })
  })
  const read = moment.column('partition.hw')?.at ?? Number.NaN
  return [
    ...ends,
    line('High watermark', partitions.hw[row]!, {
      source: `ListOffsets, leader ${String(leader)}, latest`,
      at: read,
    }),
    line('Log start', partitions.logStart[row]!, {
      source: `ListOffsets, leader ${String(leader)}, earliest`,
      at: read,
    }),
  ]
}

function isrRows({ look, partitions, row, path, isrEdges }: Inspected): SourcedRow[] {
  const { moment } = look
  const isr = partitions.isr[row]!
  const isShort = isr.length < partitions.replicas[row]!.length
  const epoch = moment.facts('partition.epoch').get(path)
  const source = { source: 'Metadata', at: moment.sampledAt }
  return [
    line('Replicas', partitions.replicas[row]!.join(', '), { ...source, unit: 'id' }),
    line('ISR', isr.join(', '), {
      ...source,
      unit: 'id',
      note: 'since',
      noteAt: moment.facts('partition.isr').get(path)?.since ?? Number.NaN,
      state: isShort ? 'warn' : 'ok',
    }),
    line('ISR changes in 10 min', isrEdges, {
      unit: 'count',
      state: isrEdges > 0 ? 'warn' : null,
      source: 'counted from the facts kept',
    }),
    line('Leader epoch', Number(epoch?.value ?? Number.NaN), {
      ...source,
      unit: 'epoch',
      note: 'since',
      noteAt: epoch?.since ?? Number.NaN,
    }),
  ]
}

/** Who waits for whom, and for how long that may go on. */
function waitingRows({ look, partitions, row }: Inspected): SourcedRow[] {
  const { moment } = look
  const limit = clusterConfigNumber(moment, 'replica.lag.time.max.ms')
  const since = hwStandsSince(look, partitions, row)
  const waiting = partitions.end[row]! - partitions.hw[row]!
  const limitLine = line('replica.lag.time.max.ms', limit, { unit: 'ms', source: 'DescribeConfigs, broker' })
  if (Number.isNaN(since)) return [limitLine]
  const stood = moment.at - since
  return [
    line('Watermark stands for', stood, {
      unit: 'ms',
      note: Number.isNaN(limit) ? null : `of ${formatDuration(limit)}`,
      state: 'bad',
      source: `${formatNumber(waiting)} records wait; watermark unchanged`,
      at: since,
    }),
    limitLine,
  ]
}

function sizeRows({ look, partitions, row, path }: Inspected): SourcedRow[] {
  const leader = partitions.leader[row]!
  const size = look.moment.value(`${path}@${String(leader)}`, 'replica.size') ?? Number.NaN
  const at = look.moment.column('replica.size')?.at ?? Number.NaN
  return [
    line('Size, leader', size, { unit: 'bytes', source: `DescribeLogDirs, broker ${String(leader)}`, at }),
  ]
}

function outSpans(
  look: Look,
  path: string,
  brokers: readonly number[],
  from: number,
): PartitionData['outSpans'] {
  const spans = look.spans(path, 'partition.isr', from)
  const out = brokers.flatMap((broker) =>
    spans
      .filter(({ value }) => !listOf(value).includes(broker))
      .map((span) => ({ broker, from: Math.max(from, span.from), to: span.to ?? Number.NaN })),
  )
  return {
    broker: Int32Array.from(out, (span) => span.broker),
    from: Float64Array.from(out, (span) => span.from),
    to: Float64Array.from(out, (span) => span.to),
  }
}

function listOf(value: unknown): readonly number[] {
  return Array.isArray(value) ? (value as readonly number[]) : []
}
