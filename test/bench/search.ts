import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { History } from '../../src/main/core/history/history.ts'
import { type SearchedFiles, searchFiles } from '../../src/main/core/search/search-files.ts'
import { indexPathOf } from '../../src/main/search/index-file.ts'
import type { SearchRequest } from '../../src/shared/api/search.ts'
import { START, workers } from './kafka-history.ts'
import { DAYS, loseAnother, writeMonth } from './search-history.ts'
import { quantiles, round } from './store-timing.ts'

/**
 * Searches over a month of a Kafka cluster with 10,000 partitions that loses a broker six times a day, and of an
 * ensemble whose znodes are written 2,000 times a day; on a thread of its own, as windows ask. The reference, in the same
 * run: LIKE over one plain table of the very same texts, of which nothing else is known. `cpuMs` tells apart what other
 * people's work adds.
 */
const TIMES = 20
const DAY_MS = 86_400_000
const week = { from: START + 10 * DAY_MS, to: START + 17 * DAY_MS }

const searches: Readonly<Record<string, Partial<SearchRequest>>> = {
  topic: { text: 't512' },
  oneLetter: { text: 'r' },
  everything: { text: '' },
  value: { text: 'app-7k' },
  twoWords: { text: 'isr 11' },
  finding: { text: 'replicas broker', sorts: ['finding'] },
  nothing: { text: 'nosuchthing' },
  topicInAWeek: { text: 't512', ...week },
  everythingInAWeek: { text: '', ...week },
  ofKind: { text: '77', kinds: ['topic'] },
}

/** The index as a plain table: what a search without any thought would look through. */
function plainTable(index: string, folder: string): Database.Database {
  const db = new Database(join(folder, 'plain.db'))
  db.prepare('ATTACH ? AS source').run(index)
  db.exec(`CREATE TABLE plain (d TEXT);
    INSERT INTO plain SELECT words FROM source.entity;
    INSERT INTO plain SELECT words || char(10) || d FROM source.value JOIN source.text ON text.value = value.id;
    INSERT INTO plain SELECT words FROM source.finding;
    DETACH source`)
  return db
}

function like(db: Database.Database, text: string): number {
  const words = text.split(' ').map((word) => `%${word}%`)
  const where = words.map(() => 'd LIKE ?').join(' AND ')
  const from = performance.now()
  db.prepare(`SELECT count(*) FROM plain WHERE ${where}`).get(...words)
  db.prepare(`SELECT d FROM plain WHERE ${where} ORDER BY length(d) LIMIT 50`).all(...words)
  return performance.now() - from
}

async function measure(past: History, files: readonly SearchedFiles[], plain: Database.Database) {
  const figures: Record<string, unknown> = {}
  for (const [name, search] of Object.entries(searches)) {
    const [own, reference]: [number[], number[]] = [[], []]
    let [counts, cpuMs]: [unknown, number] = [undefined, 0]
    for (let i = 0; i < TIMES; i++) {
      const [from, cpu] = [performance.now(), process.cpuUsage()]
      const answer = await searchFiles(past, files, { text: '', limit: 50, ...search })
      own.push(performance.now() - from)
      const { user, system } = process.cpuUsage(cpu)
      cpuMs += (user + system) / 1_000 / TIMES
      reference.push(like(plain, search.text ?? ''))
      counts = answer.counts
    }
    figures[name] = { ...quantiles(own), cpuMs: round(cpuMs, 0), like: quantiles(reference).p50, counts }
  }
  return figures
}

/** As in the background: one slice after the other. */
async function build(past: History, file: SearchedFiles) {
  const slices: number[] = []
  const [from, cpu] = [performance.now(), process.cpuUsage()]
  for (let share = 0; share < 1;) {
    const began = performance.now()
    share = await past.ask('index', { ...file })
    slices.push(performance.now() - began)
  }
  const { user, system } = process.cpuUsage(cpu)
  const figure = { ms: round(performance.now() - from, 0), cpuMs: round((user + system) / 1_000, 0) }
  return { ...figure, slices: slices.length, longestSliceMs: round(Math.max(...slices), 0) }
}

function contentsOf(index: string) {
  const db = new Database(index, { readonly: true })
  const count = (table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()
  const contents = { entities: count('entity'), values: count('value'), findings: count('finding') }
  db.close()
  return contents
}

function edgesOf(file: string): number {
  const db = new Database(file, { readonly: true })
  const edges = db.prepare<[], number>('SELECT sum(edges) FROM change').pluck().get() ?? 0
  db.close()
  return edges
}

const megabytes = (path: string) => round(statSync(path).size / 1e6, 1)

const folder = mkdtempSync(join(tmpdir(), 'orrery-bench-'))
try {
  const file = join(folder, 'history.orrery')
  const written = await writeMonth(file)
  const targets = ['kafka', 'zookeeper'].map((id) => ({ id, targetId: id, system: id }))
  const own: SearchedFiles = { file, isOwn: true, targets }
  await using past = new History(workers.history)
  const firstBuild = await build(past, own)
  const index = indexPathOf(file)
  const figures = await measure(past, [own], plainTable(index, folder))
  await loseAnother(file, START + DAYS * DAY_MS)
  const from = performance.now()
  const caughtUp = await searchFiles(past, [own], { text: 't512', limit: 50 })
  const result = {
    machine: { cpus: cpus().length, load: round(loadavg()[0] ?? NaN, 1) },
    month: { days: DAYS, edges: edgesOf(file), ...contentsOf(index), ...written },
    firstBuild,
    historyMB: megabytes(file),
    indexMB: megabytes(index),
    searches: figures,
    afterAnotherLoss: { ms: round(performance.now() - from, 0), indexed: caughtUp.indexed },
  }
  console.log(JSON.stringify(result))
} finally {
  rmSync(folder, { recursive: true })
}
