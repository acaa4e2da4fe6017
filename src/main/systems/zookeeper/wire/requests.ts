import { faultError, op } from './codes.ts'
import type { WireConnection } from './connection.ts'
import { JuteReader, JuteWriter } from './jute.ts'

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

/**
 * MultiRead: for each item type int, done bool, error int, then the item; a last header with done = true. Needs 3.6;
 * knows getData and getChildren only, anything else fails as a whole.
 */
export function multiReadRequest(opcode: number, paths: readonly string[]): JuteWriter {
  const writer = new JuteWriter(paths.length * 64)
  for (const path of paths) writer.int(opcode).bool(false).int(-1).string(path).bool(false)
  return writer.int(-1).bool(true).int(-1)
}

/**
 * Walks over a multiRead's answers, in the order of the paths.
 * @param found reads one item from the reader, and leaves it behind the item
 * @param missed a path whose item is an error: it fails alone, not the batch
 */
export function readMulti(
  reader: JuteReader,
  found: (index: number, reader: JuteReader) => void,
  missed: (index: number, fault: number) => void,
): void {
  for (let index = 0; ; index++) {
    const type = reader.int()
    const done = reader.bool()
    reader.int()
    if (done) return
    if (type === -1) missed(index, reader.int())
    else found(index, reader)
  }
}
