import { encodeCheckpoint, type HeldText, openCheckpoint } from '../codec/checkpoint.ts'
import { openRecord, type OpenChangeRecord, recordsOf, sealRecords } from '../codec/changes.ts'
import type { Packed, PackJob } from './jobs.ts'
import type { WorkFile } from './work-file.ts'

/** Puts the changes since the last checkpoint into one row, and works out the next checkpoint. */
export function packChanges(file: WorkFile, job: PackJob): Packed | undefined {
  const blob = file.checkpoint(job.target)
  const held = new Map<number, Map<number, HeldText>>()
  const last = blob === undefined ? Number.MIN_SAFE_INTEGER : load(blob, held)
  const rows = file.changes(job.target, last, job.to)
  const records = rows.flatMap(([, row]) => recordsOf(row))
  const opened = records.map(openRecord)
  const first = opened[0]
  if (first === undefined) return undefined
  for (const record of opened) apply(record, held)
  const until = opened.at(-1)!.at
  const facts = held.values().reduce((sum, entities) => sum + entities.size, 0)
  return {
    target: job.target,
    row: {
      id: rows.at(-1)![0],
      at: first.at,
      until,
      edges: opened.reduce((sum, record) => sum + edgesIn(record), 0),
      blob: sealRecords(records),
    },
    checkpoint: { at: until, facts, blob: encodeCheckpoint(until, held) },
  }
}

function load(blob: Buffer, held: Map<number, Map<number, HeldText>>): number {
  const { at, groups, texts } = openCheckpoint(blob)
  for (const { key, entities, values, since } of groups) {
    const facts = new Map<number, HeldText>()
    for (let i = 0; i < entities.length; i++)
      facts.set(entities[i]!, { text: texts.get(values[i]!), since: since[i]! })
    held.set(key, facts)
  }
  return at
}

function apply({ at, groups, texts }: OpenChangeRecord, held: Map<number, Map<number, HeldText>>): void {
  for (const { key, entities, after } of groups) {
    let facts = held.get(key)
    if (facts === undefined) held.set(key, (facts = new Map()))
    for (let i = 0; i < entities.length; i++) {
      const value = after[i]!
      if (value < 0) facts.delete(entities[i]!)
      else facts.set(entities[i]!, { text: texts.get(value), since: at })
    }
  }
}

const edgesIn = ({ groups }: OpenChangeRecord): number =>
  groups.reduce((sum, group) => sum + (group.isFirst ? 0 : group.entities.length), 0)
