import type { ActorModule, Told } from '../../../experiment.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import type { Read, RedirectClient, Round, SlotPhase } from '../../../../../shared/systems/redis-redirects.ts'
import { instant } from '../client/instant.ts'
import { type Answer, NodeClients } from '../client/node-client.ts'
import type { Reach } from '../client/reach.ts'
import { type Redirection, redirectionIn } from '../client/redirection.ts'

export interface ReaderOptions {
  readonly reach: Reach
  readonly client: RedirectClient
  readonly keys: readonly string[]
  /** What its slot table says before the move. */
  readonly home: string
}

/** What the value of a key must be. */
export const valueOf = (key: string): string => `of ${key}`

/** A client with a slot table of one slot. */
export const reader: ActorModule = (options, tell) => {
  const one = new Reader(options as unknown as ReaderOptions, tell)
  return Promise.resolve({
    commands: {
      /** Reads each key, then all at once. */
      round: async (arg) => {
        await one.round(arg as unknown as Pick<Round, 'phase' | 'moved'>)
        return null
      },
    },
    [Symbol.asyncDispose]: () => {
      one[Symbol.dispose]()
      return Promise.resolve()
    },
  })
}

/** As the specification asks of clients: more hops than that are a loop. */
const mostHops = 5

class Reader implements Disposable {
  readonly #options: ReaderOptions
  readonly #clients: NodeClients
  readonly #tell: (told: Told) => void
  readonly #signal = new AbortController().signal
  /** Where it believes the slot to be. */
  #table: string
  /** It believes that it has to say ASKING there. */
  #asks = false

  constructor(options: ReaderOptions, tell: (told: Told) => void) {
    this.#options = options
    this.#clients = new NodeClients(options.reach)
    this.#table = options.home
    this.#tell = tell
  }

  async round({ phase, moved }: Pick<Round, 'phase' | 'moved'>): Promise<void> {
    const { keys } = this.#options
    const from = instant()
    const single: Read[] = []
    for (const key of keys) single.push(await this.#read(['GET', key], [valueOf(key)]))
    const all = await this.#read(['MGET', ...keys], keys.map(valueOf))
    const data: Round = { phase, moved, single, all, from, at: instant() }
    this.#tell({ what: 'round', says: wordsFor(phase, data), ...toneOf(data), data: data as unknown as Json })
  }

  async #read(command: readonly string[], values: readonly string[]): Promise<Read> {
    const met: ('MOVED' | 'ASK' | 'TRYAGAIN')[] = []
    let requests = 0
    let at = this.#table
    let asking = this.#asks
    for (;;) {
      const answer = await this.#send(at, asking, command)
      requests += asking ? 2 : 1
      if ('reply' in answer) return { got: gotOf(answer.reply, values), met, requests }
      if (answer.error.startsWith('TRYAGAIN')) return { got: 'TRYAGAIN', met: [...met, 'TRYAGAIN'], requests }
      const redirection = redirectionIn(answer.error)
      if (redirection === undefined) return { got: 'error', met, requests }
      met.push(redirection.is)
      if (!this.#follows(redirection) || met.length > mostHops) return { got: redirection.is, met, requests }
      at = redirection.address
      asking = redirection.is === 'ASK'
    }
  }

  /** Whether it goes there; what it remembers of it. */
  #follows({ is, address }: Redirection): boolean {
    const { client } = this.#options
    if (client === 'none' || (client === 'moved' && is === 'ASK')) return false
    if (is === 'MOVED' || client === 'sticky') {
      this.#table = address
      this.#asks = is === 'ASK'
    }
    return true
  }

  async #send(address: string, asking: boolean, command: readonly string[]): Promise<Answer> {
    const client = await this.#clients.to(address, this.#signal)
    if (asking) await client.ask(['ASKING'], this.#signal)
    return client.answer(command, this.#signal)
  }

  [Symbol.dispose](): void {
    this.#clients[Symbol.dispose]()
  }
}

function gotOf(reply: unknown, values: readonly string[]): Read['got'] {
  const got: readonly unknown[] = Array.isArray(reply) ? reply : [reply]
  if (got.includes(null)) return 'null'
  return got.every((value, i) => value === values[i]) ? 'value' : 'error'
}

const phaseWords: Readonly<Record<SlotPhase, string>> = {
  home: 'before the move',
  open: 'slot open, no key moved',
  moving: 'keys moved',
  moved: 'all keys moved, slot still open',
  assigned: 'slot assigned to its new owner',
}

function wordsFor(phase: SlotPhase, { moved, single, all }: Round): string {
  const when = phase === 'moving' ? `${moved} of ${single.length} ${phaseWords.moving}` : phaseWords[phase]
  const counts = new Map<string, number>()
  for (const { got } of single) counts.set(got, (counts.get(got) ?? 0) + 1)
  const told = [...counts].map(([got, count]) => `${count} ${got}`).join(', ')
  return `Reads, ${when}: ${told}; MGET of all: ${all.got}`
}

function toneOf({ single }: Round): Pick<Told, 'tone'> {
  if (single.some(({ got }) => got === 'null')) return { tone: 'bad' }
  return single.every(({ got }) => got === 'value') ? { tone: 'ok' } : { tone: 'warn' }
}
