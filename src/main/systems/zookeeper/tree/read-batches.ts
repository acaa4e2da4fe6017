import { faultError, op } from '../wire/codes.ts'
import type { WireConnection } from '../wire/connection.ts'
import type { JuteReader } from '../wire/jute.ts'
import { multiReadRequest, readMulti } from '../wire/requests.ts'
import type { BatchSize } from './batch.ts'
import { readStat, statBytes } from './stat.ts'
import type { StatFact } from './znode.ts'

/** Batches on the way at once: the server works on one while others travel. */
const inFlight = 8

/** How much of the data is kept. */
export interface Keep {
  /** Bytes of one znode. */
  readonly each: number
  /** Asks for room in the budget; false: none is left, nothing is kept. */
  take(bytes: number): boolean
}

/** A path that could not be read: `fault` is a code of `wire/codes`. */
export type Missed = (index: number, fault: number) => void

/**
 * Stat and data of many znodes by multiRead.
 * @param found `data` is base64 of what was kept, null where that is nothing
 * @throws OrreryError `unsupported` before 3.6
 */
export function readZnodes(
  connection: WireConnection,
  paths: readonly string[],
  size: BatchSize,
  keep: Keep,
  found: (index: number, stat: StatFact, data: string | null) => void,
  missed: Missed,
): Promise<void> {
  const one = (index: number, reader: JuteReader) => {
    const length = Math.max(reader.int(), 0)
    const kept = Math.min(length, keep.each)
    const from = reader.at
    reader.at += length + statBytes
    const data = kept > 0 && keep.take(kept) ? reader.buffer.toString('base64', from, from + kept) : null
    found(index, readStat(reader.buffer, from + length), data)
  }
  return inBatches(connection, op.getData, paths, size, one, missed)
}

/** The names below many znodes by multiRead. */
export function readChildren(
  connection: WireConnection,
  paths: readonly string[],
  size: BatchSize,
  listed: (index: number) => void,
  child: (index: number, name: string) => void,
  missed: Missed,
): Promise<void> {
  const one = (index: number, reader: JuteReader) => {
    listed(index)
    reader.strings((name) => child(index, name))
  }
  return inBatches(connection, op.getChildren, paths, size, one, missed)
}

async function inBatches(
  connection: WireConnection,
  opcode: number,
  paths: readonly string[],
  size: BatchSize,
  found: (index: number, reader: JuteReader) => void,
  missed: Missed,
): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < paths.length) {
      const from = next
      const batch = paths.slice(from, from + size.paths)
      next += batch.length
      await connection.request(op.multiRead, multiReadRequest(opcode, batch), ({ error, body, bytes }) => {
        if (error !== 0) throw faultError(error, 'multiRead')
        size.learn(batch.length, bytes)
        readMulti(
          body,
          (i, reader) => found(from + i, reader),
          (i, fault) => missed(from + i, fault),
        )
      })
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
}
