import type { Migration } from './migrations.ts'

/** Runs of experiments. They belong to no target: forgetting one keeps its runs. */
export const runs: Migration = {
  version: 2,
  sql: `
    -- AUTOINCREMENT: the number of a run that was removed is never given again
    CREATE TABLE run (
      number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, head TEXT NOT NULL
    ) STRICT;

    -- first: seq of the first of the entries in d
    CREATE TABLE run_log (
      run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
      first INTEGER NOT NULL, entries INTEGER NOT NULL, d BLOB NOT NULL,
      PRIMARY KEY (run, first)
    ) STRICT, WITHOUT ROWID;
  `,
}
