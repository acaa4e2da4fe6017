import Database from 'better-sqlite3'
import { OrreryError } from '../../../shared/base/errors.ts'
import { migrations } from '../migrations/migrations.ts'

type SchemaRow = [type: string, name: string, table: string, sql: string | null]

/** Far more than Orrery ever had: a longer list is not ours, whatever stands in it. */
const MOST_ROWS = 200
/** Longer than any of ours. */
const LONGEST_SQL = 8_192

/**
 * Refuses a file that holds anything but the tables and indexes of its format, letter by letter: no trigger, view,
 * virtual table, expression or other column type can hide in it, and none runs.
 * @throws OrreryError `storage`
 */
export function refuseForeignSchema(db: Database.Database, path: string, version: number): void {
  const found = new Map(rowsOf(db).map((row) => [keyOf(row), row]))
  const expected = new Map(expectedRows(version).map((row) => [keyOf(row), row]))
  const strange = [...found].find(([key, row]) => !isSame(row, expected.get(key)))?.[1]
  const missing = [...expected].find(([key]) => !found.has(key))?.[1]
  if (strange !== undefined)
    throw foreign(path, `the ${plain(strange[0])} ${plain(strange[1])} in it is not Orrery's`)
  if (missing !== undefined) throw foreign(path, `the ${missing[0]} ${missing[1]} is missing`)
}

function rowsOf(db: Database.Database): readonly SchemaRow[] {
  return db
    .prepare<[], SchemaRow>(
      `SELECT type, name, tbl_name, substr(sql, 1, ${LONGEST_SQL}) FROM sqlite_schema LIMIT ${MOST_ROWS}`,
    )
    .raw()
    .all()
}

const known = new Map<number, readonly SchemaRow[]>()

/** What a file has that was brought to that version and never touched since. */
function expectedRows(version: number): readonly SchemaRow[] {
  const rows = known.get(version) ?? makeRows(version)
  known.set(version, rows)
  return rows
}

function makeRows(version: number): readonly SchemaRow[] {
  const db = new Database(':memory:')
  try {
    for (const step of migrations.filter((each) => each.version <= version)) db.exec(step.sql)
    return rowsOf(db)
  } finally {
    db.close()
  }
}

const keyOf = ([type, name]: SchemaRow): string => `${type} ${name}`

function isSame(row: SchemaRow, expected: SchemaRow | undefined): boolean {
  return expected !== undefined && row.every((part, i) => part === expected[i])
}

/** What a stranger wrote may be long, or no text at all. */
const plain = (part: unknown): string =>
  String(part)
    .replaceAll(/[^\w .-]/g, '?')
    .slice(0, 60)

function foreign(path: string, why: string): OrreryError {
  return new OrreryError('storage', `${path} is not an archive of Orrery: ${why}`, {
    fix: 'Do not trust it. Ask whoever gave it to you to export it anew.',
    details: { path },
  })
}
