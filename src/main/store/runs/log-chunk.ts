import type { RunEntry } from '../../../shared/api/experiments.ts'
import { openFrame, sealFrame } from '../codec/frame.ts'
import { PARSED_JSON, spend } from '../codec/reading-limit.ts'

/** A stretch of a run's log as it lies in the file. */
export interface LogChunk {
  /** `seq` of the first entry. */
  readonly first: number
  readonly entries: number
  /** Frame around the JSON array of the entries, without their `seq`. */
  readonly d: Buffer
}

export function toChunk(entries: readonly RunEntry[], first: number): LogChunk {
  const json = JSON.stringify(entries.map(withoutSeq))
  return { first, entries: entries.length, d: sealFrame('runLog', Buffer.from(json), true) }
}

function withoutSeq(entry: RunEntry): Omit<RunEntry, 'seq'> {
  const { seq: _, ...rest } = entry
  return rest
}

/** @throws DamagedFrame */
export function fromChunk({ first, d }: LogChunk): readonly RunEntry[] {
  const json = Buffer.from(openFrame('runLog', d)).toString()
  spend(json.length * PARSED_JSON)
  const entries = JSON.parse(json) as readonly Omit<RunEntry, 'seq'>[]
  return entries.map((entry, index) => ({ seq: first + index, ...entry }))
}
