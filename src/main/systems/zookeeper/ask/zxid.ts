/** A transaction's id: the epoch of its leader in the high half, a counter in the low half. */
export interface Zxid {
  readonly epoch: number
  readonly counter: number
}

/** `0x1c0000a4f2`, or the decimal digits that AdminServer gives. */
export function parseZxid(text: string): Zxid {
  const bits = BigInt.asUintN(64, BigInt(text))
  return { epoch: Number(bits >> 32n), counter: Number(bits & 0xffff_ffffn) }
}

export function formatZxid({ epoch, counter }: Zxid): string {
  return `0x${((BigInt(epoch) << 32n) | BigInt(counter)).toString(16)}`
}
