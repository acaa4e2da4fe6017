import { Block, encodeSegment, sealBlock } from '../codec/block.ts'
import { encodeInstants } from '../codec/instants.ts'
import { GROUPS, SLOTS_PER_GROUP, SLOTS_PER_ROLLUP_GROUP } from '../layout.ts'
import { tierStepMs } from '../tiers.ts'
import type { NewSpan, RollJob } from './jobs.ts'
import { bucketsOf, type Buckets, thinColumn } from './thin-column.ts'
import type { BlockSink, StoredSpan, WorkFile } from './work-file.ts'

interface Tier {
  readonly tier: 1 | 2
  readonly span: number
  readonly buckets: Buckets
}

/** Thins a day of one layout to points of five minutes and of an hour: smallest, largest, mean and last value. */
export async function rollDay(file: WorkFile, job: RollJob, sink: BlockSink): Promise<readonly NewSpan[]> {
  const spans = file.rawSpans(job.layout, job.from, job.to)
  if (spans.length === 0) return []
  const instants = Float64Array.from(spans.flatMap((span) => [...span.instants]))
  const slots = Math.max(...spans.map((span) => span.slots))
  const tiers = ([1, 2] as const).map((tier): Tier => ({
    tier,
    span: job.spans[tier],
    buckets: bucketsOf(instants, job.from, job.to, tierStepMs[tier]),
  }))
  const bytes = new Map<number, number>()
  for (let group = 0; group * SLOTS_PER_GROUP < slots; group++) {
    const columns = rawColumns(file, spans, group, Math.min(SLOTS_PER_GROUP, slots - group * SLOTS_PER_GROUP))
    if (columns === undefined) continue
    for (const tier of tiers) {
      const written = await putGroups(tier, columns, group * SLOTS_PER_GROUP, sink)
      bytes.set(tier.tier, (bytes.get(tier.tier) ?? 0) + written)
    }
  }
  return tiers.flatMap(({ tier, span, buckets }) => {
    const { instants } = buckets
    if (instants.length === 0) return []
    const [t0, t1, ticks] = [instants[0]!, instants.at(-1)!, instants.length]
    const size = bytes.get(tier) ?? 0
    return [
      {
        id: span,
        layout: job.layout,
        tier,
        t0,
        t1,
        ticks,
        slots,
        bytes: size,
        instants: encodeInstants(instants),
      },
    ]
  })
}

/** All raw values of one group over the spans; undefined: nothing was observed. */
function rawColumns(
  file: WorkFile,
  spans: readonly StoredSpan[],
  group: number,
  slots: number,
): readonly Float64Array[] | undefined {
  const ticks = spans.reduce((sum, span) => sum + span.ticks, 0)
  const blobs = spans.map((span) => file.block(span.id * GROUPS + group))
  if (blobs.every((blob) => blob === undefined)) return undefined
  const columns = Array.from({ length: slots }, () => new Float64Array(ticks).fill(NaN))
  let at = 0
  spans.forEach((span, i) => {
    const blob = blobs[i]
    const block = blob && new Block(blob)
    if (block !== undefined) columns.forEach((column, slot) => block.read(slot, column, at))
    at += span.ticks
  })
  return columns
}

/** Thins the columns of one raw group and puts them into the smaller groups of a tier; returns their bytes. */
async function putGroups(
  { span, buckets }: Tier,
  columns: readonly Float64Array[],
  firstSlot: number,
  sink: BlockSink,
): Promise<number> {
  let bytes = 0
  for (let at = 0; at < columns.length; at += SLOTS_PER_ROLLUP_GROUP) {
    const thinned = columns
      .slice(at, at + SLOTS_PER_ROLLUP_GROUP)
      .map((column) => thinColumn(column, buckets))
    const parts = thinned.flatMap(({ min, max, mean, last }) => [min, max, mean, last])
    // a series that only rose keeps its last values: the other columns follow from them
    const isDerived = (index: number) => index % 4 !== 3 && thinned[index >> 2]!.onlyRose
    const segment = encodeSegment(parts, buckets.instants.length, isDerived)
    if (segment.length === 0) continue
    const blob = sealBlock([{ ticks: buckets.instants.length, bytes: segment }])
    bytes += blob.length
    await sink.put({ id: span * GROUPS + (firstSlot + at) / SLOTS_PER_ROLLUP_GROUP, blob })
  }
  return bytes
}
