import type { ReportTable } from '../../../shared/api/report.ts'

type Cell = ReportTable['rows'][number][number]

/** A column of a report's table: its label, and what stands in it. */
export type ReportColumn<Row> = readonly [label: string, cell: (row: Row) => Cell, align?: 'right']

/** More would be read by nobody. */
const mostRows = 60

/** A table of a report, a row for each; rows beyond some dozens are counted, not told. */
export function reportTable<Row>(
  title: string,
  rows: readonly Row[],
  columns: readonly ReportColumn<Row>[],
): ReportTable {
  const left = rows.length - mostRows
  return {
    title,
    ...(left > 0 ? { note: `${left} more are left out.` } : {}),
    columns: columns.map(([label, , align]) => (align === undefined ? { label } : { label, align })),
    rows: rows.slice(0, mostRows).map((row) => columns.map(([, cell]) => finite(cell(row)))),
  }
}

/** NaN is not observed. */
function finite(cell: Cell): Cell {
  return typeof cell === 'number' && !Number.isFinite(cell) ? null : cell
}

/**
 * Settings of several servers: what is alike on all is one line.
 * @param settings of each server, by its name
 */
export function settingsTable(
  title: string,
  settings: ReadonlyMap<string, Readonly<Record<string, string>>>,
  wanted: (key: string) => boolean,
): ReportTable {
  const keys = [...new Set([...settings.values()].flatMap((each) => Object.keys(each)))].filter(wanted).sort()
  const rows = keys.flatMap((key) => {
    const by = Map.groupBy(settings.keys(), (name) => settings.get(name)?.[key])
    return [...by].flatMap(([value, names]) =>
      value === undefined
        ? []
        : [{ key, value, names: names.length === settings.size ? 'all' : names.join(', ') }],
    )
  })
  return reportTable(title, rows, [
    ['Setting', ({ key }) => key],
    ['Value', ({ value }) => value],
    ['Of', ({ names }) => names],
  ])
}
