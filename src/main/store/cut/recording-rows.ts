import type Database from 'better-sqlite3'
import type { Run, RunEntry } from '../../../shared/api/experiments.ts'
import type { Finding } from '../../../shared/api/findings.ts'
import type { FindingText } from '../read/findings.ts'
import { RunRows } from '../runs/run-rows.ts'
import { Words } from '../live/numbering.ts'
import type { NewSpan } from '../worker/jobs.ts'
import type { RecordingInfo } from '../recording-info.ts'

/** The statements that fill a new file, in order. */
export class RecordingRows {
  readonly words = new Words([])
  readonly #sql
  readonly #runs: RunRows
  #lastTarget = 0
  #lastLayout = 0
  #lastSpan = 0

  constructor(db: Database.Database) {
    this.#sql = prepare(db)
    this.#runs = new RunRows(db, (work) => work())
  }

  putInfo({ title, about, made }: RecordingInfo): void {
    this.#sql.meta.run('title', title)
    this.#sql.meta.run('about', about)
    if (made !== undefined) this.#sql.meta.run('made', JSON.stringify(made))
  }

  newTarget(targetId: string): number {
    this.#sql.target.run(++this.#lastTarget, targetId)
    return this.#lastTarget
  }

  newLayout(target: number, cadence: number): number {
    this.#sql.layout.run(++this.#lastLayout, target, cadence)
    return this.#lastLayout
  }

  newSpan(): number {
    return ++this.#lastSpan
  }

  putWords(): void {
    for (const [id, text] of this.words.unsaved()) this.#sql.word.run(id, text)
    this.words.markSaved()
  }

  putNames(id: number, blob: Buffer): void {
    this.#sql.name.run(id, blob)
  }

  putRoster(id: number, blob: Buffer): void {
    this.#sql.roster.run(id, blob)
  }

  putBlock(id: number, blob: Buffer): void {
    this.#sql.block.run(id, blob)
  }

  putSpan({ id, layout, tier, t0, t1, ticks, slots, bytes, instants }: NewSpan): void {
    this.#sql.span.run(id, layout, tier, t0, t1, ticks, slots, bytes, instants)
  }

  putChanges(target: number, at: number, until: number, edges: number, blob: Buffer): void {
    this.#sql.change.run(target, at, until, edges, blob)
  }

  putCheckpoint(target: number, at: number, facts: number, blob: Buffer): void {
    this.#sql.checkpoint.run(target, at, facts, blob)
  }

  putRun(run: Run, entries: readonly RunEntry[]): void {
    this.#runs.put(run)
    this.#runs.append(run.id, entries)
  }

  putFinding(target: number, finding: Finding): void {
    const { id, opened, closed } = finding
    this.#sql.finding.run(id, target, opened, closed ?? null, JSON.stringify(finding))
  }

  putFindingText(id: string, { at, body }: FindingText): void {
    this.#sql.findingText.run(id, at, body)
  }
}

function prepare(db: Database.Database) {
  const insert = <T extends unknown[]>(table: string, columns: string) => {
    const marks = columns.replaceAll(/\w+/g, '?')
    return db.prepare<T>(`INSERT INTO ${table} (${columns}) VALUES (${marks})`)
  }
  type SpanRow = [number, number, number, number, number, number, number, number, Uint8Array]
  return {
    meta: insert<[string, string]>('meta', 'key, value'),
    target: insert<[number, string]>('target', 'id, name'),
    word: insert<[number, string]>('word', 'id, text'),
    name: insert<[number, Buffer]>('name', 'id, d'),
    layout: insert<[number, number, number]>('layout', 'id, target, cadence'),
    roster: insert<[number, Buffer]>('roster', 'id, d'),
    block: insert<[number, Buffer]>('block', 'id, d'),
    span: insert<SpanRow>('span', 'id, layout, tier, t0, t1, ticks, slots, bytes, instants'),
    change: insert<[number, number, number, number, Buffer]>('change', 'target, at, until, edges, d'),
    checkpoint: insert<[number, number, number, Buffer]>('checkpoint', 'target, at, facts, d'),
    finding: insert<[string, number, number, number | null, string]>(
      'finding',
      'id, target, opened, closed, body',
    ),
    findingText: insert<[string, number, string]>('finding_text', 'finding, at, body'),
  }
}
