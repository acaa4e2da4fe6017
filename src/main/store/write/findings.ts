import type Database from 'better-sqlite3'
import type { Finding } from '../../../shared/api/findings.ts'

/** Findings in the file; those that are open are kept in memory too. */
export class FindingRows {
  readonly #open = new Map<string, Finding>()
  readonly #sql

  constructor(db: Database.Database) {
    this.#sql = prepare(db)
    for (const body of this.#sql.open.all()) {
      const finding = findingOf(body)
      this.#open.set(finding.id, finding)
    }
  }

  put(target: number, finding: Finding): void {
    this.#sql.put.run(finding.id, target, finding.opened, finding.closed ?? null, JSON.stringify(finding))
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
      'INSERT OR REPLACE INTO finding (id, target, opened, closed, body) VALUES (?, ?, ?, ?, ?)',
    ),
    get: db.prepare<[string], string>('SELECT body FROM finding WHERE id = ?').pluck(),
    close: db.prepare<[number, string, string]>('UPDATE finding SET closed = ?, body = ? WHERE id = ?'),
  }
}
