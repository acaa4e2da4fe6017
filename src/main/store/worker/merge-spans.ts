import { type Segment, sealBlock, segmentsOf } from '../codec/block.ts'
import { encodeInstants } from '../codec/instants.ts'
import { GROUPS, SLOTS_PER_GROUP } from '../layout.ts'
import type { MergeJob, NewSpan } from './jobs.ts'
import type { BlockSink, StoredSpan, WorkFile } from './work-file.ts'

/**
 * Puts the segments of several spans into one block per group. Nothing is decoded: one frame over more data compresses
 * better and fills its pages better, and a single instant still costs decoding only its own segment.
 */
export async function mergeSpans(
  file: WorkFile,
  job: MergeJob,
  sink: BlockSink,
): Promise<NewSpan | undefined> {
  const spans = job.from.map((id) => file.span(id)).filter((span) => span !== undefined)
  const [first] = spans
  // forgotten meanwhile
  if (first === undefined || spans.length !== job.from.length) return undefined
  const slots = Math.max(...spans.map((span) => span.slots))
  let bytes = 0
  for (let group = 0; group * SLOTS_PER_GROUP < slots; group++) {
    const blocks = spans.map((span) => file.block(span.id * GROUPS + group))
    if (blocks.every((blob) => blob === undefined)) continue
    const blob = sealBlock(spans.flatMap((span, i) => segmentsIn(blocks[i], span)))
    bytes += blob.length
    await sink.put({ id: job.span * GROUPS + group, blob })
  }
  const instants = Float64Array.from(spans.flatMap((span) => [...span.instants]))
  return {
    id: job.span,
    layout: job.layout,
    tier: 0,
    t0: first.t0,
    t1: instants.at(-1)!,
    ticks: instants.length,
    slots,
    bytes,
    instants: encodeInstants(instants),
  }
}

function segmentsIn(blob: Buffer | undefined, span: StoredSpan): readonly Segment[] {
  return blob === undefined ? [{ ticks: span.ticks, bytes: new Uint8Array(0) }] : segmentsOf(blob)
}
