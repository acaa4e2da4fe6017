import { first } from './001-first.ts'
import { runs } from './002-runs.ts'

/** One step of the schema. Applied in one transaction together with the new `user_version`. */
export interface Migration {
  readonly version: number
  readonly sql: string
}

export const migrations: readonly Migration[] = [first, runs]

/** What this Orrery writes. */
export const SCHEMA_VERSION = 2

/** "Orry": how `file` and we tell a history from any other SQLite file. */
export const APPLICATION_ID = 0x4f727279
