import { faultError, op } from '../wire/codes.ts'
import type { WireConnection } from '../wire/connection.ts'
import type { JuteReader } from '../wire/jute.ts'
import type { PathList } from '../wire/path-list.ts'
import { multiReadRequest, nextItem } from '../wire/requests.ts'
import type { BatchSize } from './batch.ts'
import { readStat, type StatRead } from './stat.ts'

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
 * @param found told in the order of the paths; `data` is base64 of what was kept, null where that is nothing
 * @throws OrreryError `unsupported` before 3.6
 */
export function readZnodes(
  connection: WireConnection,
  paths: PathList,
  size: BatchSize,
  keep: Keep,
  found: (index: number, stat: StatRead, data: string | null) => void,
  missed: Missed,
): Promise<void> {
  return inBatches(connection, op.getData, paths, size, (first, reader) => {
    let index = first
    for (let fault = nextItem(reader); fault !== undefined; fault = nextItem(reader), index++) {
      if (fault !== 0) {
        missed(index, fault)
        continue
      }
      const data = readData(reader, keep)
      found(index, readStat(reader), data)
    }
  })
}

/** Data as buffer, of which as much is kept as is allowed. */
export function readData(reader: JuteReader, keep: Keep): string | null {
  const length = Math.max(reader.int(), 0)
  const kept = Math.min(length, keep.each)
  const from = reader.at
  reader.at += length
  return kept > 0 && keep.take(kept) ? reader.buffer.toString('base64', from, from + kept) : null
}

/**
 * The names below many znodes by multiRead, as paths. What may not be listed, or is gone by now, has no children for us.
 * @param into takes them, parent by parent
 */
export function readChildren(
  connection: WireConnection,
  parents: PathList,
  size: BatchSize,
  into: PathList,
): Promise<void> {
  return inBatches(connection, op.getChildren, parents, size, (first, reader) => {
    let parent = first
    for (let fault = nextItem(reader); fault !== undefined; fault = nextItem(reader), parent++) {
      if (fault !== 0) continue
      for (let left = reader.int(); left > 0; left--) {
        const length = Math.max(reader.int(), 0)
        into.addChild(parents, parent, reader.buffer, reader.at, reader.at + length)
        reader.at += length
      }
    }
  })
}

/** @param read takes an answer: the number of its first path, and the reader at its first item */
async function inBatches(
  connection: WireConnection,
  opcode: number,
  paths: PathList,
  size: BatchSize,
  read: (first: number, reader: JuteReader) => void,
): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < paths.length) {
      const from = next
      const to = (next = Math.min(from + size.paths, paths.length))
      const request = multiReadRequest(opcode, paths, from, to)
      await connection.request(op.multiRead, request, ({ error, body, bytes }) => {
        if (error !== 0) throw faultError(error, 'multiRead')
        size.learn(to - from, bytes)
        read(from, body)
      })
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
}
