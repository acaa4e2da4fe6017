import { Name } from '../../components/Name.tsx'
import type { Column } from '../../components/table/columns.ts'
import { wordColumn } from '../number-columns.tsx'

/** Which broker a row is of; no column where all are of one. */
export function brokerColumn(isMany: boolean, brokerOf: (row: number) => string): readonly Column[] {
  if (!isMany) return []
  return [
    wordColumn(
      ['broker', 'Broker', 'minmax(60px, 0.6fr)'],
      (row) => <Name cut>{brokerOf(row)}</Name>,
      (row) => brokerOf(row),
    ),
  ]
}
