/** A session's id as the servers print it: `0x2000014c6410000`. Takes that form, or signed decimal digits. */
export function sessionId(text: string | number): string {
  const raw = String(text)
  return /^0x/i.test(raw) ? raw.toLowerCase() : `0x${BigInt.asUintN(64, BigInt(raw)).toString(16)}`
}

/** The server id in the top byte of a session's id; undefined where no server stands in it. */
export function madeBy(session: string): number | undefined {
  const server = Number(BigInt(session) >> 56n)
  return server === 0 ? undefined : server
}
