import type { Migration } from './migrations.ts'

/** The first format. FORMAT.md says what every blob holds. A migration that has shipped is never edited. */
export const first: Migration = {
  version: 1,
  sql: `
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    -- forgotten: 1 while the history of a forgotten target is deleted slice by slice
    CREATE TABLE target (id INTEGER PRIMARY KEY, name TEXT NOT NULL, forgotten INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE UNIQUE INDEX target_by_name ON target (name) WHERE forgotten = 0;

    -- keys of metrics and facts
    CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

    -- id = target * 2^32 + number of the first entity in d
    CREATE TABLE name (id INTEGER PRIMARY KEY, d BLOB NOT NULL) STRICT;

    -- cadence: 0 tick, 1 slow
    CREATE TABLE layout (id INTEGER PRIMARY KEY, target INTEGER NOT NULL, cadence INTEGER NOT NULL) STRICT;
    CREATE INDEX layout_by_target ON layout (target, cadence);

    -- id = layout * 2^32 + first slot in d
    CREATE TABLE roster (id INTEGER PRIMARY KEY, d BLOB NOT NULL) STRICT;

    -- id = layout * 2^32 + number of the tick
    CREATE TABLE tick (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, is_key INTEGER NOT NULL, d BLOB NOT NULL) STRICT;

    -- tier: 0 raw, 1 five minutes, 2 one hour
    CREATE TABLE span (
      id INTEGER PRIMARY KEY AUTOINCREMENT, layout INTEGER NOT NULL, tier INTEGER NOT NULL,
      t0 INTEGER NOT NULL, t1 INTEGER NOT NULL, ticks INTEGER NOT NULL, slots INTEGER NOT NULL,
      bytes INTEGER NOT NULL, instants BLOB NOT NULL
    ) STRICT;
    CREATE INDEX span_by_time ON span (layout, tier, t0);

    -- id = span * 2^20 + group
    CREATE TABLE block (id INTEGER PRIMARY KEY, d BLOB NOT NULL) STRICT;

    CREATE TABLE change (
      id INTEGER PRIMARY KEY AUTOINCREMENT, target INTEGER NOT NULL,
      at INTEGER NOT NULL, until INTEGER NOT NULL, edges INTEGER NOT NULL, d BLOB NOT NULL
    ) STRICT;
    CREATE INDEX change_by_time ON change (target, until);

    CREATE TABLE checkpoint (
      id INTEGER PRIMARY KEY, target INTEGER NOT NULL, at INTEGER NOT NULL, facts INTEGER NOT NULL, d BLOB NOT NULL
    ) STRICT;
    CREATE INDEX checkpoint_by_time ON checkpoint (target, at);

    CREATE TABLE finding (
      id TEXT PRIMARY KEY, target INTEGER NOT NULL,
      opened INTEGER NOT NULL, closed INTEGER, body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE finding_text (
      finding TEXT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
      at INTEGER NOT NULL, body TEXT NOT NULL,
      PRIMARY KEY (finding, at)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX finding_by_time ON finding (target, opened);
    CREATE INDEX finding_open ON finding (target) WHERE closed IS NULL;
  `,
}
