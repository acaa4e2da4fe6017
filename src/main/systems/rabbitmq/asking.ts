import type { Json } from '../../../shared/base/json.ts'
import { asRefusal, failureOf, isLasting } from './ask/failure.ts'
import { fieldsIn, numberIn } from './ask/fields.ts'
import { ofPage, paged, pathsOf } from './ask/paths.ts'
import type { NodeLine } from './node-line.ts'
import { Pace } from './pace.ts'
import { Patience } from './patience.ts'
import type { ClusterAsk, RawFailure, RawReplies } from './raw.ts'

const listLimitMs = 20_000
const pageSize = 500
/** With more queues than this, their statistics are read once a minute, page by page. */
export const fewQueues = 500
/** Connections and channels beyond this are counted, not listed. */
const mostClients = 2000
/** With more of them than this, they are listed once a minute. */
const fewClients = 300

/** What is asked once a minute whatever there is. */
const slowAsks: readonly ClusterAsk[] = [
  'GET /api/operator-policies',
  'GET /api/vhosts',
  'GET /api/feature-flags',
  'GET /api/deprecated-features/used',
]
const clientAsks: readonly ClusterAsk[] = ['GET /api/connections', 'GET /api/channels', 'GET /api/consumers']

type Replies = Pick<RawReplies, 'replies' | 'cut' | 'failures'>

/** How many there are, as the overview counts them; NaN: not told. */
export interface Counts {
  readonly queues: number
  readonly connections: number
  readonly channels: number
  readonly hasStatistics: boolean
}

export function countsIn(overview: Json | undefined): Counts {
  const fields = fieldsIn(overview)
  const totals = fieldsIn(fields['object_totals'])
  return {
    queues: numberIn(totals, 'queues'),
    connections: numberIn(totals, 'connections'),
    channels: numberIn(totals, 'channels'),
    hasStatistics: fields['disable_stats'] !== true,
  }
}

/** Asks one node of the whole cluster: what is due, and no more of its time than its share. */
export class ClusterAsking implements Disposable {
  readonly #vhosts: readonly string[]
  readonly #pace = new Pace<ClusterAsk>()
  /** What is refused isn't asked again for a minute. */
  readonly #closed = new Map<ClusterAsk, RawFailure>()
  readonly #patience = new Patience<ClusterAsk, Listed>()

  constructor(vhosts: readonly string[]) {
    this.#vhosts = vhosts
  }

  /** A list that takes long doesn’t hold the sample: it is a gap until it comes. */
  async ask(
    line: NodeLine,
    counts: Counts,
    now: number,
    slow: boolean,
    roundTripMs: number,
    signal: AbortSignal,
  ): Promise<Replies> {
    if (slow) this.#closed.clear()
    const replies: { [A in ClusterAsk]?: Json } = {}
    const cut: { [A in ClusterAsk]?: number } = {}
    const failures: { [A in ClusterAsk]?: RawFailure } = Object.fromEntries(this.#closed)
    const due = dueAsks(counts, slow).filter(
      (ask) => !this.#closed.has(ask) && (slow || ask === 'GET /api/nodes' || this.#pace.isDue(ask, now)),
    )
    await Promise.all(
      [...new Set([...due, ...this.#patience.waiting])].map(async (ask) => {
        try {
          const answered = await this.#patience.answer(ask, (own) => this.#listed(line, ask, own))
          signal.throwIfAborted()
          if (answered === undefined) {
            failures[ask] = slowFailure(ask, line)
            return
          }
          replies[ask] = answered.value.items
          if (answered.value.total !== undefined) cut[ask] = answered.value.total
          this.#pace.answered(ask, now, answered.tookMs - roundTripMs)
        } catch (error) {
          signal.throwIfAborted()
          const failure = this.#lacking(ask, line, error)
          if (failure !== undefined) failures[ask] = failure
          this.#pace.failed(ask, now)
        }
      }),
    )
    return { replies, cut, failures }
  }

  [Symbol.dispose](): void {
    this.#patience[Symbol.dispose]()
  }

  /** @returns undefined: that this version doesn't know it is no gap */
  #lacking(ask: ClusterAsk, line: NodeLine, error: unknown): RawFailure | undefined {
    const failure = asRefusal(failureOf(error), line.tags !== undefined)
    if (ask === 'GET /api/deprecated-features/used' && isLasting(failure)) return undefined
    if (isLasting(failure)) this.#closed.set(ask, failure)
    return failure
  }

  /** @returns `total` where not all were listed */
  async #listed(line: NodeLine, ask: ClusterAsk, signal: AbortSignal): Promise<Listed> {
    const parts = await Promise.all(
      pathsOf(ask, this.#vhosts).map((path) =>
        paged.has(ask) ? pages(line, ask, path, signal) : whole(line, path, signal),
      ),
    )
    const [first] = parts
    if (parts.length === 1 && first !== undefined) return first
    const items = parts.flatMap(({ items: some }) => (Array.isArray(some) ? (some as readonly Json[]) : []))
    const totals = parts.flatMap(({ items: some, total }) => total ?? (Array.isArray(some) ? some.length : 0))
    const total = totals.reduce((sum, one) => sum + one, 0)
    return total > items.length ? { items, total } : { items }
  }
}

function dueAsks(
  { queues, connections, channels, hasStatistics }: Counts,
  slow: boolean,
): readonly ClusterAsk[] {
  const isSmall = !(queues > fewQueues)
  const isQuiet = !(connections > fewClients || channels > fewClients)
  return [
    'GET /api/nodes',
    'GET /api/exchanges',
    'GET /api/bindings',
    'GET /api/policies',
    ...(hasStatistics && (isSmall || slow) ? (['GET /api/queues'] as const) : []),
    ...(hasStatistics && isSmall ? [] : (['GET /api/queues?disable_stats'] as const)),
    ...(isQuiet || slow ? clientAsks : []),
    ...(slow ? slowAsks : []),
  ]
}

interface Listed {
  readonly items: Json
  readonly total?: number
}

async function whole(line: NodeLine, path: string, signal: AbortSignal): Promise<Listed> {
  return { items: await line.json(path, listLimitMs, signal) }
}

/** Page after page, so that no answer is large and others get their turn between them. */
async function pages(line: NodeLine, ask: ClusterAsk, path: string, signal: AbortSignal): Promise<Listed> {
  const items: Json[] = []
  const most = ask === 'GET /api/queues' ? Infinity : mostClients
  for (let page = 1; ; page++) {
    const reply = await line.json(ofPage(path, page, pageSize), listLimitMs, signal)
    if (Array.isArray(reply)) return { items: reply as Json }
    const fields = fieldsIn(reply)
    items.push(...((fields['items'] ?? []) as readonly Json[]))
    const total = numberIn(fields, 'filtered_count')
    const isLast = page >= numberIn(fields, 'page_count') || Number.isNaN(total)
    if (isLast || items.length >= most) return total > items.length ? { items, total } : { items }
  }
}

function slowFailure(ask: ClusterAsk, { address }: NodeLine): RawFailure {
  return {
    code: 'timeout',
    message: `${address} is still busy with ${ask}`,
    fix: 'It comes when the node is done: one that is just lost, or does not answer, is waited for',
  }
}
