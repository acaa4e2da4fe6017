import type { Report, ReportedChange, ReportedFinding } from '../../../shared/api/report.ts'
import { formatNumber } from '../../../shared/base/format-number.ts'
import {
  formatClock,
  formatDuration,
  formatInstantLong,
  isSameDay,
} from '../../../shared/base/format-time.ts'

/** What all formats say alike. */

/** "Fri 20 Nov 2026 03:12:40": with its year, because nobody knows when it will be read. */
export function instant(at: number): string {
  // any other year than its own makes the year told
  return formatInstantLong(at, 0)
}

export function span(from: number, to: number): string {
  return from === to ? instant(from) : `${instant(from)} to ${instant(to)}`
}

/** "17:27:59" where the report tells of one day: its head says which. */
export function shortly(at: number, { from, to }: Pick<Report, 'from' | 'to'>): string {
  return isSameDay(from, to) && isSameDay(at, to) ? formatClock(at) : instant(at)
}

/** "from 17:28:07 to 17:29:43 (1 min 36 s)" */
export function when({ since, closed }: ReportedFinding, report: Pick<Report, 'from' | 'to'>): string {
  const { to } = report
  const lasted = formatDuration(Math.round(((closed ?? to) - since) / 1000) * 1000)
  return closed === null
    ? `from ${shortly(since, report)}, still so at the end (${lasted})`
    : `${shortly(since, report)} to ${shortly(closed, report)} (${lasted})`
}

/** "orders-4: behind the leader by 3" */
export function evidenceText({ of, says }: ReportedFinding['evidence'][number]): string {
  return of === null ? says : `${of}: ${says}`
}

export function cellText(cell: string | number | null): string {
  if (cell === null) return 'not observed'
  return typeof cell === 'number' ? formatNumber(cell) : cell
}

export function changeText({ label, change }: ReportedChange): string {
  return change === '' ? label : `${label}: ${change}`
}

export const stateWords = {
  observed: 'observed',
  partly: 'in part',
  'not-observed': 'not observed',
} as const

export const redactionWords = {
  hosts: 'addresses',
  names: 'names',
  clients: 'names of clients',
} as const

export function replacedText({ replaced }: Report): string {
  if (replaced.length === 0) return ''
  const what = replaced.map((kind) => redactionWords[kind]).join(' and ')
  return `In this report ${what} are replaced: the same stand-in is the same thing everywhere.`
}

/** A link in a file that is passed on goes to the web or nowhere. */
export function webOnly(url: string): string {
  return /^https?:\/\//.test(url) ? encodeURI(url) : '#'
}
