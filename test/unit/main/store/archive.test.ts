import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { sealFrame } from '../../../../src/main/store/codec/frame.ts'
import { cutRecording } from '../../../../src/main/store/cut-recording.ts'
import { openArchiveReader } from '../../../../src/main/store/reader.ts'
import { OrreryError } from '../../../../src/shared/base/errors.ts'
import { entities, facts, open, sample, t0, temporaryFolder, values } from './history.ts'

const brokers = entities('broker/1', 'broker/2')
const at = (n: number) => t0 + n * 1_000

/** A history of 60 s, and an archive of its seconds 10 to 50. */
async function made() {
  const folder = temporaryFolder()
  {
    await using store = await open(folder.file, { windowTicks: 8 })
    for (let n = 0; n < 60; n++)
      store.append(
        'c',
        sample(at(n), {
          values: [values('load', brokers, [n, n / 3])],
          facts: [facts('role', brokers, [n < 30 ? 'leader' : 'follower', n])],
        }),
      )
    await store.settled()
  }
  const file = folder.path('a.orrery')
  cutRecording(folder.file, ['c'], at(10), at(50), file)
  return { folder, file, [Symbol.dispose]: () => folder[Symbol.dispose]() }
}

function errorOf(work: () => unknown): OrreryError {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof OrreryError) return thrown
    throw thrown
  }
  throw new Error('it worked')
}

const opened = (file: string) => () => openArchiveReader(file)[Symbol.dispose]()

/** Lets somebody who means harm write into an archive. */
function tampered(file: string, sql: string): void {
  const db = new Database(file)
  db.unsafeMode(true)
  db.pragma('writable_schema = ON')
  db.exec(sql)
  db.close()
}

describe('an archive', { timeout: 30_000 }, () => {
  it('is read where it lies, and neither it nor its folder is changed', async () => {
    using it = await made()
    const bytes = readFileSync(it.file)
    const names = readdirSync(it.folder.path('.'))
    {
      using reader = openArchiveReader(it.file)
      expect(reader.targets()).toEqual([{ targetId: 'c', from: at(10), to: at(50) }])
      expect(reader.look('c', at(40))?.moment.value('broker/2', 'load')).toBe(40 / 3)
      expect(reader.look('c', at(29))?.moment.fact('broker/1', 'role')).toBe('leader')
      expect(reader.look('c', at(30))?.moment.fact('broker/1', 'role')).toBe('follower')
    }
    expect(readdirSync(it.folder.path('.'))).toEqual(names)
    expect(readFileSync(it.file)).toEqual(bytes)
  })

  it('of an older format is brought up to date in a copy that goes again', async () => {
    using it = await made()
    tampered(it.file, 'DROP TABLE run_log; DROP TABLE run; PRAGMA user_version = 1; VACUUM')
    const bytes = readFileSync(it.file)
    {
      using reader = openArchiveReader(it.file)
      expect(reader.runs()).toEqual([])
      expect(reader.look('c', at(40))?.moment.value('broker/1', 'load')).toBe(40)
    }
    expect(readFileSync(it.file)).toEqual(bytes)
  })

  it('can be cut again, and by a link', async () => {
    using it = await made()
    const link = it.folder.path('link.orrery')
    symlinkSync(it.file, link)
    const out = it.folder.path('b.orrery')
    cutRecording(link, ['c'], at(20), at(30), out, { isArchive: true })
    using reader = openArchiveReader(out)
    expect(reader.targets()).toEqual([{ targetId: 'c', from: at(20), to: at(30) }])
  })
})

describe('what is no archive is refused, with what to do', { timeout: 30_000 }, () => {
  it('a file that is gone, a folder, a pipe, a device, an empty file, a text', async () => {
    using it = await made()
    const { path } = it.folder
    expect(errorOf(opened(path('gone.orrery'))).code).toBe('not-found')
    mkdirSync(path('folder.orrery'))
    execFileSync('mkfifo', [path('pipe.orrery')])
    symlinkSync('/dev/zero', path('zero.orrery'))
    for (const name of ['folder', 'pipe', 'zero'])
      expect(errorOf(opened(path(`${name}.orrery`))).message, name).toContain('is not a file')
    writeFileSync(path('empty.orrery'), '')
    writeFileSync(path('text.orrery'), 'SQLite format 3'.repeat(1_000))
    for (const name of ['empty', 'text'])
      expect(errorOf(opened(path(`${name}.orrery`))).message, name).toContain('is not an archive of Orrery')
  })

  it('a newer format, a strange one, another program, a history that is being written', async () => {
    using it = await made()
    const cases = [
      ['PRAGMA user_version = 99', 'written by a newer Orrery (format 99)'],
      ['PRAGMA user_version = 0', 'is not an archive of Orrery (format 0)'],
      ['PRAGMA application_id = 7', 'is not an archive of Orrery (application id 7)'],
      ['PRAGMA journal_mode = WAL', 'is the history of an Orrery, not an archive'],
    ] as const
    for (const [sql, says] of cases) {
      const copy = it.folder.path('copy.orrery')
      copyFileSync(it.file, copy)
      tampered(copy, sql)
      const { code, message, fix } = errorOf(opened(copy))
      expect([code, message]).toEqual(['storage', expect.stringContaining(says)])
      expect(fix).toBeTruthy()
    }
    writeFileSync(`${it.file}-journal`, 'x')
    expect(errorOf(opened(it.file)).message).toContain('left half written')
  })

  it('one that was cut short', async () => {
    using it = await made()
    const { size } = statSync(it.file)
    for (const left of [0, 50, 99, 100, 4_095, 4_096, size - 4_096, size - 1]) {
      const copy = it.folder.path('copy.orrery')
      copyFileSync(it.file, copy)
      truncateSync(copy, left)
      expect(errorOf(opened(copy)).code, String(left)).toBe('storage')
    }
  })
})

describe('a file that was made to do harm', { timeout: 30_000 }, () => {
  it.each([
    ['a trigger', 'CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM meta; END', 'the trigger t'],
    ['a view', 'CREATE VIEW v AS SELECT 1', 'the view v'],
    ['a virtual table', 'CREATE VIRTUAL TABLE f USING fts5(x)', "Orrery's"],
    ['a table', 'CREATE TABLE extra (x)', 'the table extra'],
    ['an index on an expression', 'CREATE INDEX i ON meta (abs(value))', 'the index i'],
    [
      'a view in the place of a table',
      "DROP TABLE meta; CREATE VIEW meta AS SELECT 'title' AS key, randomblob(1e9) AS value",
      'the view meta',
    ],
    [
      'a column of another type',
      "UPDATE sqlite_schema SET sql = replace(sql, 'value TEXT', 'value BLOB') WHERE name = 'meta'",
      'the table meta',
    ],
    ['a missing table', 'DROP TABLE checkpoint', 'the table checkpoint is missing'],
  ])('%s is refused', async (_what, sql, says) => {
    using it = await made()
    tampered(it.file, sql)
    const { code, message } = errorOf(opened(it.file))
    expect([code, message]).toEqual(['storage', expect.stringContaining(says)])
  })

  it('values of other types than their columns have', async () => {
    using it = await made()
    looselyTyped(it.file, 'span', "UPDATE span SET ticks = 'many'")
    expect(errorOf(opened(it.file)).message).toContain('is damaged')
  })

  it.each([
    ['more than it may unpack', bombed],
    ['a length that is not true', lying],
  ])('a blob with %s is refused, and the rest is read', async (_what, blob) => {
    using it = await made()
    const db = new Database(it.file)
    db.prepare('UPDATE block SET d = ?').run(blob())
    db.close()
    using reader = openArchiveReader(it.file)
    expect(errorOf(() => reader.look('c', at(40))?.moment.value('broker/1', 'load')).message).toContain(
      'is damaged',
    )
    expect(reader.look('c', at(40))?.moment.fact('broker/1', 'role')).toBe('follower')
  })
})

/** Takes STRICT from a table for as long as the sql runs. */
function looselyTyped(file: string, table: string, sql: string): void {
  const set = (from: string, to: string) =>
    tampered(
      file,
      `UPDATE sqlite_schema SET sql = substr(sql, 1, length(sql) - length('${from}')) || '${to}' WHERE name = '${table}'`,
    )
  set(') STRICT', ')       ')
  tampered(file, sql)
  set(')       ', ') STRICT')
}

/** 300 MiB of zeros in a few kB. */
function bombed(): Buffer {
  return sealFrame('block', new Uint8Array(300 * 2 ** 20), true)
}

/** Unpacks to more than its head says. */
function lying(): Buffer {
  const blob = sealFrame('block', new Uint8Array(1 << 20), true)
  blob.writeUInt32LE(1_000, 2)
  return blob
}
