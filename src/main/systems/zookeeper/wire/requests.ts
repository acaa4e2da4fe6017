import { faultError, op } from './codes.ts'
import type { WireConnection } from './connection.ts'
import { JuteWriter, type JuteReader } from './jute.ts'
import type { PathList } from './path-list.ts'

/** PERSISTENT_RECURSIVE: fires for the path and everything below it, and goes on firing. */
const recursive = 1

/** AddWatch: path string, mode int. Needs 3.6. @throws OrreryError `unsupported`, `not-found` */
export async function addRecursiveWatch(connection: WireConnection, path: string): Promise<void> {
  const body = new JuteWriter().string(path).int(recursive)
  const error = await connection.request(op.addWatch, body, (reply) => reply.error)
  if (error !== 0) throw faultError(error, 'recursive watches')
}

/**
 * What a watch tells: type int, state int, path string.
 * Types: 1 created, 2 deleted, 3 data changed; a recursive watch sends no others. −1 is about the session.
 */
export interface WatchEvent {
  readonly type: 'created' | 'deleted' | 'changed' | 'other'
  readonly path: string
}

export function readWatchEvent(reader: JuteReader): WatchEvent {
  const type = reader.int()
  reader.int()
  const path = reader.string()
  return { type: ({ 1: 'created', 2: 'deleted', 3: 'changed' } as const)[type] ?? 'other', path }
}

/** One path, no watch: the shape of exists, getData, getChildren and getChildren2. */
export function pathRequest(path: string): JuteWriter {
  return new JuteWriter().string(path).bool(false)
}

/** Of an item's header: type int, done bool, error int; of a path: length int, and watch bool behind it. */
const itemBytes = 9 + 4 + 1

/**
 * MultiRead: for each item type int, done bool, error int, then the item; a last header with done = true. Needs 3.6;
 * knows getData and getChildren only, anything else fails as a whole.
 * @param from first of the paths to be read @param to after the last
 */
export function multiReadRequest(opcode: number, paths: PathList, from: number, to: number): JuteWriter {
  const writer = new JuteWriter((to - from + 1) * itemBytes + paths.to(to - 1) - paths.from(from))
  for (let i = from; i < to; i++)
    writer.int(opcode).bool(false).int(-1).part(paths.bytes, paths.from(i), paths.to(i)).bool(false)
  return writer.int(-1).bool(true).int(-1)
}

/**
 * Steps to the next item of a multiRead's answer; they come in the order of the paths.
 * @returns 0: the reader stands at the item; a code of `fault`: this path failed, alone; undefined: that was the last
 */
export function nextItem(reader: JuteReader): number | undefined {
  const type = reader.int()
  const done = reader.bool()
  reader.int()
  if (done) return undefined
  return type === -1 ? reader.int() : 0
}
