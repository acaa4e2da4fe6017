import { formatNumber } from '../../../shared/base/format-number.ts'

/** "1 broker", "12 brokers" */
export function counted(count: number, of: string): string {
  return `${String(count)} ${of}${count === 1 ? '' : 's'}`
}

/** "1 record", "18 480 records" */
export function countedRecords(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'record' : 'records'}`
}
