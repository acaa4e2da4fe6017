/** There are as many in every cluster. */
export const slotCount = 16_384

const table = makeTable()

/** CRC16 (XMODEM: polynomial 0x1021, from 0), as the cluster specification has it. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ (table[((crc >> 8) ^ byte) & 0xff] ?? 0)
  return crc
}

function makeTable(): Uint16Array {
  const made = new Uint16Array(256)
  for (let i = 0; i < 256; i++) {
    let crc = i << 8
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) !== 0 ? (crc << 1) ^ 0x1021 : crc << 1
    made[i] = crc & 0xffff
  }
  return made
}

/** What of a key is hashed: between its first `{` and the next `}`, if there is anything; else all of it. */
export interface HashedPart {
  readonly text: string
  /** Index of `text` in the key; 0 where all is hashed. */
  readonly at: number
  readonly isTag: boolean
}

export function hashedPart(key: string): HashedPart {
  const open = key.indexOf('{')
  const close = open < 0 ? -1 : key.indexOf('}', open + 1)
  if (close <= open + 1) return { text: key, at: 0, isTag: false }
  return { text: key.slice(open + 1, close), at: open + 1, isTag: true }
}

/** The slot of a key, 0 to 16383. */
export function slotOf(key: string): number {
  return crc16(new TextEncoder().encode(hashedPart(key).text)) % slotCount
}

/** Slots `from` to `to`, both included. */
export interface SlotRun {
  readonly from: number
  readonly to: number
}

/** "0-5460 5462" → runs; what is in brackets (slots on the move) is left out. */
export function parseRuns(text: string): readonly SlotRun[] {
  return text
    .split(' ')
    .filter((part) => /^\d/.test(part))
    .map((part) => {
      const [from = 0, to = from] = part.split('-').map(Number)
      return { from, to }
    })
}

export function isAmong(runs: readonly SlotRun[], slot: number): boolean {
  return runs.some(({ from, to }) => slot >= from && slot <= to)
}

/** "0–5460, 5462" */
export function runsText(runs: readonly SlotRun[]): string {
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}

export function countOf(runs: readonly SlotRun[]): number {
  return runs.reduce((sum, { from, to }) => sum + to - from + 1, 0)
}
