import { encodeSegment, sealBlock } from '../codec/block.ts'
import { encodeInstants } from '../codec/instants.ts'
import { applyChunk, openTick, SLOTS_PER_CHUNK, TickState } from '../codec/tick.ts'
import { GROUPS, NUMBERS, SLOTS_PER_GROUP } from '../layout.ts'
import type { CloseJob, NewSpan } from './jobs.ts'
import type { BlockSink, WorkFile } from './work-file.ts'

/** Turns the ticks of a window into blocks: from "all series of one instant" to "one series over time". */
export async function closeWindow(file: WorkFile, job: CloseJob, sink: BlockSink): Promise<NewSpan> {
  const from = job.layout * NUMBERS
  const rows = file.ticks(from + job.firstTick, from + job.lastTick)
  const instants = Float64Array.from(rows, ([at]) => at)
  const ticks = rows.map(([, blob]) => openTick(blob))
  const columns = Array.from({ length: SLOTS_PER_CHUNK }, () => new Float64Array(ticks.length))
  let bytes = 0
  for (let chunk = 0; chunk * SLOTS_PER_CHUNK < job.slots; chunk++) {
    const first = chunk * SLOTS_PER_CHUNK
    const slots = Math.min(SLOTS_PER_CHUNK, job.slots - first)
    transpose(ticks, chunk, columns)
    for (let at = 0; at < slots; at += SLOTS_PER_GROUP) {
      const group = columns.slice(at, Math.min(slots, at + SLOTS_PER_GROUP))
      const segment = encodeSegment(group, ticks.length)
      if (segment.length === 0) continue
      const blob = sealBlock([{ ticks: ticks.length, bytes: segment }])
      bytes += blob.length
      await sink.put({ id: job.span * GROUPS + (first + at) / SLOTS_PER_GROUP, blob })
    }
  }
  return spanOf(job, instants, bytes)
}

function transpose(
  ticks: readonly ReturnType<typeof openTick>[],
  chunk: number,
  columns: readonly Float64Array[],
): void {
  const state = new TickState(SLOTS_PER_CHUNK)
  ticks.forEach((tick, k) => {
    applyChunk(tick, chunk, state)
    for (let i = 0; i < SLOTS_PER_CHUNK; i++) columns[i]![k] = state.values[i]!
  })
}

function spanOf({ span, layout, slots }: CloseJob, instants: Float64Array, bytes: number): NewSpan {
  const t0 = instants[0] ?? 0
  const t1 = instants.at(-1) ?? 0
  const ticks = instants.length
  return { id: span, layout, tier: 0, t0, t1, ticks, slots, bytes, instants: encodeInstants(instants) }
}
