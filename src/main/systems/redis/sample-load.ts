import type { Json } from '../../../shared/base/json.ts'
import type { EntitySet, FactColumn, ValueColumn } from '../sample.ts'
import { parseSlowlog, type SlowEntry } from './ask/slowlog.ts'
import { errorCounts, parseCommandStats, parseLatencyStats, type CommandStat } from './ask/stats.ts'
import { factColumn, sameOrNew, valueColumn } from '../base/columns.ts'
import type { ParsedServer } from './parsed-server.ts'

/** Slow commands of one server that hold at once; the history keeps those before. */
const heldEntries = 64

interface SlowBook {
  /** Newest id that was read; -1: none ever. */
  last: number
  lost: number
  /** Newest first. */
  entries: readonly { readonly entity: string; readonly fact: Json }[]
}

export interface LoadColumns {
  readonly values: readonly ValueColumn[]
  readonly facts: readonly FactColumn[]
  /** Columns over the nodes themselves. */
  nodeValues(nodes: EntitySet): readonly ValueColumn[]
}

/** Commands, errors and the slow log: what servers do, and how long it takes. */
export class LoadFold {
  #commands: EntitySet | undefined
  #errors: EntitySet | undefined
  #slow: EntitySet | undefined
  readonly #books = new Map<string, SlowBook>()

  columns(nodes: readonly ParsedServer[], slow: boolean): LoadColumns {
    for (const node of nodes) this.#read(node)
    const entries = [...this.#books.values()].flatMap((book) => book.entries)
    const facts = new Map(entries.map(({ entity, fact }) => [entity, fact]))
    this.#slow = sameOrNew(this.#slow, [...facts.keys()])
    return {
      values: [...this.#errorValues(nodes), ...(slow ? this.#commandValues(nodes) : [])],
      facts: [factColumn('slowlog.entry', this.#slow, (path) => facts.get(path))],
      nodeValues: (entities) => [
        valueColumn('node.slow_commands', entities, (path) => this.#bookOf(nodes, path)?.entered),
        valueColumn('node.slow_lost', entities, (path) => this.#bookOf(nodes, path)?.lost),
      ],
    }
  }

  #bookOf(nodes: readonly ParsedServer[], path: string): { entered: number; lost: number } | undefined {
    const book = this.#books.get(path)
    const isTold = nodes.some(
      ({ address, raw }) => `node/${address}` === path && raw.replies['SLOWLOG GET'] !== undefined,
    )
    return book === undefined || !isTold ? undefined : { entered: book.last + 1, lost: book.lost }
  }

  /** What is new by its id. Ids begin anew with the process, so a lower one is a new beginning. */
  #read({ address, raw }: ParsedServer): void {
    const reply = raw.replies['SLOWLOG GET']
    if (reply === undefined) return
    const path = `node/${address}`
    const isFirst = !this.#books.has(path)
    const book = this.#books.get(path) ?? { last: -1, lost: 0, entries: [] }
    this.#books.set(path, book)
    const read = parseSlowlog(reply)
    const newest = read[0]?.id ?? book.last
    if (newest < book.last) book.last = -1
    const fresh = read.filter(({ id }) => id > book.last)
    if (fresh.length === 0) return
    if (!isFirst) book.lost += newest - book.last - fresh.length
    book.last = newest
    const added = fresh.map((entry) => ({
      entity: `slowlog/${address}/${entry.id}`,
      fact: factOf(entry),
    }))
    book.entries = [...added, ...book.entries].slice(0, heldEntries)
  }

  #errorValues(nodes: readonly ParsedServer[]): readonly ValueColumn[] {
    const counts = new Map<string, number>()
    for (const { address, info } of nodes)
      for (const [word, count] of errorCounts(info)) counts.set(`error/${address}/${word}`, count)
    this.#errors = sameOrNew(this.#errors, [...counts.keys()])
    return [valueColumn('error.count', this.#errors, (path) => counts.get(path))]
  }

  #commandValues(nodes: readonly ParsedServer[]): readonly ValueColumn[] {
    const stats = new Map<string, CommandStat & { p99: number }>()
    for (const { address, raw } of nodes) {
      const text = raw.replies['INFO commandstats']
      const latencies = raw.replies['INFO latencystats']
      const p99s = typeof latencies === 'string' ? parseLatencyStats(latencies) : undefined
      if (typeof text === 'string')
        for (const [name, stat] of parseCommandStats(text))
          stats.set(`command/${address}/${name}`, { ...stat, p99: p99s?.get(name) ?? NaN })
    }
    this.#commands = sameOrNew(this.#commands, [...stats.keys()])
    const entities = this.#commands
    const column = (metric: string, of: (stat: CommandStat & { p99: number }) => number) =>
      valueColumn(metric, entities, (path) => of(stats.get(path) ?? nothing), 'slow')
    return [
      column('command.calls', ({ calls }) => calls),
      column('command.ms', ({ ms }) => ms),
      column('command.failed', ({ failed }) => failed),
      column('command.p99_ms', ({ p99 }) => p99),
    ]
  }
}

const nothing = { calls: NaN, ms: NaN, failed: NaN, p99: NaN }

function factOf({ id, at, ms, command, first, arguments: count, client, clientName }: SlowEntry): Json {
  return { id, at, ms, command, first, arguments: count, client, clientName }
}
