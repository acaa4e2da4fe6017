import { formatBytes, formatPercent } from '../../../../shared/base/format-number.ts'
import type { MemoryData } from '../../../../shared/systems/redis-load-views.ts'
import type { Sentence } from '../sentence.ts'

/** What memory is measured against: its own limit, or the machine's where it has none. NaN: neither is known. */
export function fullness(data: MemoryData, row: number): { readonly of: number; readonly share: number } {
  const limit = data.max[row] ?? NaN
  const of = limit > 0 ? limit : limit === 0 ? (data.system[row] ?? NaN) : NaN
  return { of, share: (data.used[row] ?? NaN) / of }
}

/** Above, the next burst of writes reaches it. */
const nearLimit = 0.9

export const isNearLimit = (data: MemoryData, row: number): boolean => fullness(data, row).share >= nearLimit

/** What is wrong with memory: full, or thrown away while it is still asked for. */
export function memorySaid(data: MemoryData): readonly Sentence[] {
  return data.addresses.flatMap((address, row) => [
    ...fullSaid(data, row, address),
    ...evictedSaid(data, row, address),
  ])
}

function fullSaid(data: MemoryData, row: number, address: string): readonly Sentence[] {
  if (!isNearLimit(data, row)) return []
  const { of, share } = fullness(data, row)
  const policy = data.policies[row]
  const isHard = policy === 'noeviction' && (data.max[row] ?? 0) > 0
  return [
    {
      tone: isHard ? 'bad' : 'warn',
      headline: `${address} uses ${formatPercent(share)} of ${formatBytes(of)}.`,
      rest: isHard
        ? 'With noeviction, writes are refused (OOM) once it is full. Raise maxmemory, or choose a policy.'
        : `When it is full, keys are thrown away by ${policy ?? 'its policy, which was not observed'}.`,
    },
  ]
}

function evictedSaid(data: MemoryData, row: number, address: string): readonly Sentence[] {
  const rate = data.evictedPerSecond[row] ?? NaN
  if (!(rate > 0)) return []
  const ratio = data.hitRatio[row] ?? NaN
  return [
    {
      tone: 'warn',
      headline: `${address} throws keys away: ${rate < 1 ? 'less than one' : Math.round(rate)} a second.`,
      rest: Number.isNaN(ratio)
        ? 'Nothing is looked up there at the moment.'
        : `Of what is looked up ${formatPercent(ratio)} is found.`,
    },
  ]
}
