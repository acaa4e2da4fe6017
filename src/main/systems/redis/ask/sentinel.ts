import type { Reply } from './link.ts'
import { addressOf } from '../../base/address.ts'

/** `SENTINEL MASTERS`, `REPLICAS`, `SENTINELS` answer lists of flat name-value lists; all values are text. */
export type SentinelRecord = ReadonlyMap<string, string>

export function parseRecords(reply: Reply | undefined): readonly SentinelRecord[] {
  if (!Array.isArray(reply)) return []
  return (reply as readonly Reply[]).map(parseRecord)
}

function parseRecord(flat: Reply): SentinelRecord {
  const record = new Map<string, string>()
  if (!Array.isArray(flat)) return record
  for (let i = 0; i + 1 < flat.length; i += 2) record.set(String(flat[i]), String(flat[i + 1]))
  return record
}

export function recordAddress(record: SentinelRecord): string {
  return addressOf(record.get('ip') ?? '', record.get('port') ?? '')
}

/** Present only where the sentinel tells it; NaN otherwise. */
export function recordNumber(record: SentinelRecord, field: string): number {
  const text = record.get(field)
  return text === undefined ? NaN : Number(text)
}

/** Sorted, so that the same flags are the same text. */
export function recordFlags(record: SentinelRecord): readonly string[] {
  return (record.get('flags') ?? '')
    .split(',')
    .filter((flag) => flag !== '')
    .sort()
}
