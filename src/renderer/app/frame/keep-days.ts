import type { StoreInfo } from '../../../shared/api/history.ts'
import { formatBytes } from '../../../shared/base/format-number.ts'

const mostDays = 3650

/** What was typed, as days; undefined: it can't be meant. */
export function daysOf(text: string): number | undefined {
  const days = Number(text)
  return text.trim() !== '' && Number.isInteger(days) && days >= 1 && days <= mostDays ? days : undefined
}

export function daysWord(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}

/** What keeping it so long comes to, and what is lost. The multiples are the store's: `store/FORMAT.md`, retention. */
export function keepingWords({ bytesPerDay, keepDays }: StoreInfo, days: number): string {
  const size =
    bytesPerDay > 0
      ? `About ${formatBytes(bytesPerDay * days)} when full.`
      : 'What it comes to is known once something was collected.'
  const longer = `Points of five minutes are kept for ${daysWord(days * 6)}, points of an hour, facts and findings for ${daysWord(days * 24)}.`
  const lost = days < keepDays ? ` What is older goes for good, shortly after you say so.` : ''
  return `${size} ${longer}${lost}`
}
