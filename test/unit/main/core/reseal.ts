import zlib from 'node:zlib'
import Database from 'better-sqlite3'
import { type FrameKind, frameKinds, openFrame, sealFrame } from '../../../../src/main/store/codec/frame.ts'
import { below } from '../store/random.ts'

const blobs = [
  ['block', 'd'],
  ['span', 'instants'],
  ['roster', 'd'],
  ['name', 'd'],
  ['change', 'd'],
  ['checkpoint', 'd'],
  ['run_log', 'd'],
] as const

/** Damages payloads behind their checksums, which are right again: what somebody does who knows the format. */
export function reseal(file: string, random: () => number): void {
  const db = new Database(file)
  for (const [table, column] of blobs) {
    const key = table === 'run_log' ? 'run * 1000000 + first' : 'id'
    const rows = db.prepare<[], [number, Buffer]>(`SELECT ${key}, ${column} FROM ${table}`).raw().all()
    const put = db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`)
    for (const [id, blob] of rows) if (random() < 0.3) put.run(damaged(blob, random), id)
  }
  for (const [table, column] of [
    ['span', 'ticks'],
    ['span', 'slots'],
    ['span', 't1'],
    ['change', 'until'],
    ['layout', 'cadence'],
  ] as const)
    if (random() < 0.2) db.exec(`UPDATE ${table} SET ${column} = ${2 ** below(random, 52)}`)
  db.close()
}

function damaged(blob: Buffer, random: () => number): Buffer {
  const kind = Object.entries(frameKinds).find(([, number]) => number === blob[0])?.[0] as FrameKind
  const payload = Buffer.from(openFrame(kind, blob))
  const flips = 1 + below(random, 4)
  for (let i = 0; i < flips; i++)
    payload[below(random, payload.length)] = random() < 0.5 ? 255 : below(random, 256)
  const sealed = sealFrame(kind, payload, true)
  sealed.writeUInt32LE(zlib.crc32(sealed.subarray(10)), 6)
  return sealed
}
