import type Database from 'better-sqlite3'

/** So many rows at most; an archive of a month of a large cluster has a tenth of it. */
const mostRows: Readonly<Record<string, number>> = {
  meta: 1_000,
  target: 10_000,
  word: 100_000,
  layout: 100_000,
  name: 1_000_000,
  roster: 1_000_000,
  // whoever cuts an archive puts all of it into blocks
  tick: 0,
  span: 1_000_000,
  change: 1_000_000,
  checkpoint: 1_000_000,
  finding: 100_000,
  finding_text: 500_000,
  run: 10_000,
  run_log: 1_000_000,
}

/** Texts that are read whole: all of a column, and one of them, in characters. */
const texts: readonly (readonly [table: string, column: string, all: number, one: number])[] = [
  ['meta', 'value', 2 ** 20, 2 ** 16],
  ['target', 'name', 2 ** 20, 2 ** 12],
  ['word', 'text', 2 ** 22, 2 ** 12],
  ['finding', 'body', 48 * 2 ** 20, 2 ** 20],
  ['finding_text', 'body', 48 * 2 ** 20, 2 ** 20],
  ['run', 'head', 16 * 2 ** 20, 2 ** 20],
]

/** What is absurd about the sizes in a file, in words; undefined: nothing. */
export function absurdity(db: Database.Database): string | undefined {
  const one = (sql: string) => db.prepare<[], number | null>(sql).pluck().get() ?? 0
  for (const [table, most] of Object.entries(mostRows))
    if (one(`SELECT count(*) FROM (SELECT 1 FROM ${table} LIMIT ${most + 1})`) > most)
      return `it has more than ${most} rows of ${table}`
  for (const [table, column, all, longest] of texts) {
    if (one(`SELECT max(length(${column})) FROM ${table}`) > longest)
      return `a ${column} of ${table} is too long`
    if (one(`SELECT sum(length(${column})) FROM ${table}`) > all) return `its ${table} is too large`
  }
  return undefined
}
