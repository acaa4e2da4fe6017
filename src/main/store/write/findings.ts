import type Database from 'better-sqlite3'
import type { Finding } from '../../../shared/api/findings.ts'

/** Findings in the file; those that are open are kept in memory too. */
export class FindingRows {
  readonly #open = new Map<string, Finding>()
  readonly #sql

  constructor(db: Database.Database) {
    this.#sql = prepare(db)
    this.reload()
  }

  /** What is open as the file has it: at the start, and when a write was taken back. */
  reload(): void {
    this.#open.clear()
    for (const body of this.#sql.open.all()) {
      const finding = findingOf(body)
      this.#open.set(finding.id, finding)
    }
  }

  /** Keeps how it reads from `at` on. What only the evidence tells anew replaces the last text. */
  put(target: number, finding: Finding, at: number): void {
    const { id, opened, closed } = finding
    const before = this.#open.get(id)
    const body = JSON.stringify(finding)
    this.#sql.put.run(id, target, opened, closed ?? null, body)
    if (before !== undefined && readsAlike(before, finding)) this.#sql.replaceText.run(body, id, id)
    else this.#sql.putText.run(id, at, body)
    if (finding.closed === undefined) this.#open.set(finding.id, finding)
    else this.#open.delete(finding.id)
  }

  close(id: string, at: number): void {
    const body = this.#sql.get.get(id)
    if (body === undefined) return
    const closed: Finding = { ...findingOf(body), closed: at }
    this.#sql.close.run(at, JSON.stringify(closed), id)
    this.#open.delete(id)
  }

  openOf(targetId: string): readonly Finding[] {
    return [...this.#open.values()].filter((finding) => finding.targetId === targetId)
  }

  forget(targetId: string): void {
    for (const { id } of this.openOf(targetId)) this.#open.delete(id)
  }
}

function readsAlike(a: Finding, b: Finding): boolean {
  return (
    a.title === b.title &&
    a.severity === b.severity &&
    a.explainedBy === b.explainedBy &&
    a.why === b.why &&
    a.fix === b.fix
  )
}

/** A finding as `put` wrote it. */
export function findingOf(body: string): Finding {
  const finding: Finding = JSON.parse(body)
  return finding
}

function prepare(db: Database.Database) {
  return {
    open: db
      .prepare<[], string>(
        'SELECT body FROM finding WHERE closed IS NULL AND target IN (SELECT id FROM target WHERE forgotten = 0)',
      )
      .pluck(),
    put: db.prepare<[string, number, number, number | null, string]>(
      `INSERT INTO finding (id, target, opened, closed, body) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET closed = excluded.closed, body = excluded.body`,
    ),
    putText: db.prepare<[string, number, string]>(
      'INSERT OR REPLACE INTO finding_text (finding, at, body) VALUES (?, ?, ?)',
    ),
    replaceText: db.prepare<[string, string, string]>(
      'UPDATE finding_text SET body = ? WHERE finding = ? AND at = (SELECT max(at) FROM finding_text WHERE finding = ?)',
    ),
    get: db.prepare<[string], string>('SELECT body FROM finding WHERE id = ?').pluck(),
    close: db.prepare<[number, string, string]>('UPDATE finding SET closed = ?, body = ? WHERE id = ?'),
  }
}
