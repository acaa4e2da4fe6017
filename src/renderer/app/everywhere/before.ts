import type { Address } from '../address.ts'

/** What is asked first when something broke: what changed in the five minutes before, anywhere? */
export const beforeMs = 300_000

/** Where that is told of an instant. */
export function before(at: number): Pick<Address, 'path' | 'at' | 'range' | 'state'> {
  const to = Math.round(at)
  return { path: ['all'], at: to, range: { is: 'fixed', from: to - beforeMs, to }, state: {} }
}

/** Whether just that is on screen. */
export function isBefore(range: { readonly from: number; readonly to: number }, shown: number): boolean {
  return Math.abs(range.to - shown) < 1000 && Math.abs(range.to - range.from - beforeMs) < 1000
}
