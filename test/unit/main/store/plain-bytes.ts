import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { type FrameKind, frameKinds, openFrame } from '../../../../src/main/store/codec/frame.ts'

/** All that a history file holds: its bytes, and what its compressed blobs unpack to. What isn't in here isn't in it. */
export function plainBytes(file: string): Buffer {
  const db = new Database(file, { readonly: true })
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all()
  const values = tables.flatMap((table) => db.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][])
  const blobs = values.flat().filter((value) => Buffer.isBuffer(value))
  db.close()
  return Buffer.concat([readFileSync(file), ...blobs.map(unpacked)])
}

function unpacked(blob: Buffer): Uint8Array {
  const kind = Object.entries(frameKinds).find(([, number]) => number === blob[0])?.[0]
  return openFrame(kind as FrameKind, blob)
}
