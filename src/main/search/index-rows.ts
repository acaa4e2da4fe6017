import { hash } from 'node:crypto'
import type Database from 'better-sqlite3'
import type { LoggedFinding } from '../store/read/log.ts'
import { costEntity } from '../store/own-keys.ts'
import type { Deltas, EntityDelta, ValueDelta } from './deltas.ts'
import type { Vocabulary } from './vocabulary.ts'
import { fold } from './words.ts'

/** Of one fact of one target so many values are kept that hold no longer: the newest. */
const MOST_GONE = 50_000
/** So many more before the oldest go. */
const SURPLUS = 1_000

/** What the index knows of a target, and how far. */
export interface TargetMark {
  readonly id: number
  readonly vocabulary: string
  readonly number: number
  readonly at: number | null
  readonly paths: number
  readonly opened: number | null
  readonly begins: number | null
  readonly freed: string
}

/** All that is written into an index. */
export class IndexRows {
  readonly #sql
  readonly #facts = new Map<string, number>()

  constructor(db: Database.Database) {
    this.#sql = prepare(db)
  }

  /** Another transaction begins: what was written in the last one may have been taken back. */
  begun(): void {
    this.#facts.clear()
  }

  mark(targetId: string): TargetMark | undefined {
    return this.#sql.mark.get(targetId)
  }

  putMark(mark: TargetMark): void {
    const { at, paths, opened, begins, freed, id } = mark
    this.#sql.putMark.run(at, paths, opened, begins, freed, id)
  }

  begin(targetId: string, vocabulary: string, number: number): TargetMark {
    const { lastInsertRowid } = this.#sql.begin.run(targetId, vocabulary, number, '')
    const id = Number(lastInsertRowid)
    return { id, vocabulary, number, at: null, paths: 0, opened: null, begins: null, freed: '' }
  }

  targetNames(): readonly string[] {
    return this.#sql.targetNames.all()
  }

  /** From now on nothing is known of the target; its rows go little by little: see `Sweep`. */
  drop(targetId: string): void {
    this.#sql.drop.run(targetId)
  }

  /** But for those that only the store's own costs are of. */
  addName(target: number, path: string, vocabulary: Vocabulary): void {
    const { kind, name, words } = vocabulary.wordsOf(path)
    if (kind === '' && path.startsWith(costEntity(''))) return
    this.#sql.addName.run(target, path, kind, name, words)
  }

  addDeltas(target: number, deltas: Deltas, paths: readonly string[], vocabulary: Vocabulary): void {
    for (const [number, delta] of deltas.entities)
      this.#addEntity(target, paths[number] ?? '', delta, vocabulary)
    for (const [key, values] of deltas.values) {
      const fact = this.#factOf(target, key, vocabulary)
      let added = 0
      for (const [text, delta] of values)
        added += Number(this.#addValue(fact, key, text, delta, paths[delta.entity] ?? '', vocabulary))
      if (added > 0) this.#dropOldest(fact)
    }
  }

  #addEntity(
    target: number,
    path: string,
    { held, first, ended }: EntityDelta,
    vocabulary: Vocabulary,
  ): void {
    if (path === '') return
    const [began, last] = [finite(first), finite(ended)]
    const { changes } = this.#sql.entity.run(held, began, began, last, last, target, path)
    if (changes > 0) return
    const { kind, name, words } = vocabulary.wordsOf(path)
    this.#sql.newEntity.run(target, path, kind, name, words, began, last, Math.max(0, held))
  }

  #factOf(target: number, key: string, vocabulary: Vocabulary): number {
    const name = `${target} ${key}`
    const known = this.#facts.get(name) ?? this.#sql.fact.get(target, key)
    const id = known ?? Number(this.#sql.newFact.run(target, key, vocabulary.factWords(key)).lastInsertRowid)
    this.#facts.set(name, id)
    return id
  }

  /** @returns whether it is new */
  #addValue(
    fact: number,
    key: string,
    json: string,
    { held, first, at, ended }: ValueDelta,
    entity: string,
    vocabulary: Vocabulary,
  ): boolean {
    const key96 = hash('sha256', json, 'buffer').subarray(0, 12)
    const last = finite(ended)
    const taken = finite(at)
    const id = this.#sql.value.get(fact, key96)
    if (id === undefined) {
      // ended, and was too old to be kept
      if (taken === null) return false
      const { text, isCut, words } = vocabulary.readable(key, json)
      const kind = vocabulary.nameOf(entity).kind
      const put = this.#sql.newValue.run(fact, key96, kind, entity, first, at, last, Math.max(0, held), words)
      this.#sql.text.run(put.lastInsertRowid, text, Number(isCut))
      return true
    }
    this.#sql.addToValue.run(held, last, last, id)
    if (taken !== null) this.#sql.takeValue.run(entity, at, first, id)
    return false
  }

  #dropOldest(fact: number): void {
    const surplus = (this.#sql.countGone.get(fact) ?? 0) - MOST_GONE
    if (surplus > SURPLUS) this.#dropValues(this.#sql.oldest.all(fact, surplus))
  }

  #dropValues(ids: readonly number[]): void {
    for (const id of ids) {
      this.#sql.dropText.run(id)
      this.#sql.dropValue.run(id)
    }
  }

  putFinding(target: number, { finding, titles }: LoggedFinding, vocabulary: Vocabulary): void {
    const { id, rule, severity, title, entity, opened, closed } = finding
    const { kind, words } = vocabulary.wordsOf(entity)
    const all = [...new Set([title, ...titles])].map(fold).join('\n')
    const found = `${all}\n${fold(rule)}\n${words}`
    this.#sql.finding.run(id, target, rule, severity, title, entity, kind, opened, closed ?? null, found)
  }

  hasFinding(target: number, id: string): boolean {
    return this.#sql.hasFinding.get(id, target) !== undefined
  }

  dropFinding(id: string): void {
    this.#sql.dropFinding.run(id)
  }

  /** Those that were open when they were looked at last. */
  openFindings(target: number): readonly { id: string; title: string; severity: string }[] {
    return this.#sql.openFindings.all(target)
  }

  findingIds(target: number): readonly string[] {
    return this.#sql.findingIds.all(target)
  }

  /** What had ended at an instant is no longer told of by the history: of its entities nothing is left but the name. */
  dropUntil(target: number, at: number): void {
    this.#dropValues(this.#sql.endedValues.all(target, at))
    this.#sql.forgetEntities.run(target, at)
  }

  /** Entities that nothing is known of but the name, and whose name is gone. */
  dropNames(target: number, names: ReadonlySet<string>): void {
    for (const path of this.#sql.onlyNames.all(target))
      if (!names.has(path)) this.#sql.dropEntity.run(target, path)
  }
}

const finite = (n: number): number | null => (Number.isFinite(n) ? n : null)

function prepare(db: Database.Database) {
  const number = <P extends unknown[]>(sql: string) => db.prepare<P, number>(sql).pluck()
  const text = <P extends unknown[]>(sql: string) => db.prepare<P, string>(sql).pluck()
  const run = <P extends unknown[]>(sql: string) => db.prepare<P>(sql)
  return {
    mark: db.prepare<[string], TargetMark>(
      'SELECT id, vocabulary, number, at, paths, opened, begins, freed FROM target WHERE name = ?',
    ),
    putMark: run<[number | null, number, number | null, number | null, string, number]>(
      'UPDATE target SET at = ?, paths = ?, opened = ?, begins = ?, freed = ? WHERE id = ?',
    ),
    begin: run<[string, string, number, string]>(
      'INSERT INTO target (name, vocabulary, number, freed) VALUES (?, ?, ?, ?)',
    ),
    targetNames: text<[]>('SELECT name FROM target WHERE name IS NOT NULL'),
    drop: run<[string]>('UPDATE target SET name = NULL WHERE name = ?'),
    addName: run<[number, string, string, string, string]>(
      'INSERT OR IGNORE INTO entity (target, path, kind, name, words) VALUES (?, ?, ?, ?, ?)',
    ),
    // the older of two beginnings and the later of two ends; null: none
    entity: run<[number, number | null, number | null, number | null, number | null, number, string]>(
      `UPDATE entity SET held = max(0, coalesce(held, 0) + ?),
         first = coalesce(min(first, ?), first, ?), ended = coalesce(max(ended, ?), ended, ?)
       WHERE target = ? AND path = ?`,
    ),
    newEntity: run<[number, string, string, string, string, number | null, number | null, number]>(
      'INSERT INTO entity (target, path, kind, name, words, first, ended, held) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    fact: number<[number, string]>('SELECT id FROM fact WHERE target = ? AND key = ?'),
    newFact: run<[number, string, string]>('INSERT INTO fact (target, key, words) VALUES (?, ?, ?)'),
    value: number<[number, Buffer]>('SELECT id FROM value WHERE fact = ? AND hash = ?'),
    newValue: run<[number, Buffer, string, string, number, number, number | null, number, string]>(
      `INSERT INTO value (fact, hash, kind, entity, first, at, ended, held, words)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    text: run<[number | bigint, string, number]>('INSERT INTO text (value, d, is_cut) VALUES (?, ?, ?)'),
    addToValue: run<[number, number | null, number | null, number]>(
      `UPDATE value SET held = max(0, held + ?), ended = coalesce(max(ended, ?), ended, ?) WHERE id = ?`,
    ),
    takeValue: run<[string, number, number, number]>(
      'UPDATE value SET entity = ?, at = ?, first = min(first, ?) WHERE id = ?',
    ),
    countGone: number<[number]>('SELECT count(*) FROM value WHERE fact = ? AND held = 0'),
    oldest: number<[number, number]>('SELECT id FROM value WHERE fact = ? AND held = 0 ORDER BY at LIMIT ?'),
    endedValues: number<[number, number]>(
      'SELECT value.id FROM value JOIN fact ON fact.id = fact WHERE target = ? AND held = 0 AND ended <= ?',
    ),
    dropText: run<[number]>('DELETE FROM text WHERE value = ?'),
    dropValue: run<[number]>('DELETE FROM value WHERE id = ?'),
    finding: run<[string, number, string, string, string, string, string, number, number | null, string]>(
      'INSERT OR REPLACE INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    hasFinding: number<[string, number]>('SELECT 1 FROM finding WHERE id = ? AND target = ?'),
    dropFinding: run<[string]>('DELETE FROM finding WHERE id = ?'),
    openFindings: db.prepare<[number], { id: string; title: string; severity: string }>(
      'SELECT id, title, severity FROM finding WHERE target = ? AND closed IS NULL',
    ),
    findingIds: text<[number]>('SELECT id FROM finding WHERE target = ?'),
    forgetEntities: run<[number, number]>(
      `UPDATE entity SET first = NULL, ended = NULL, held = NULL
       WHERE target = ? AND held = 0 AND ended <= ?`,
    ),
    onlyNames: text<[number]>('SELECT path FROM entity WHERE target = ? AND held IS NULL'),
    dropEntity: run<[number, string]>('DELETE FROM entity WHERE target = ? AND path = ?'),
  }
}
