import type { Reply } from './link.ts'

export interface SlowEntry {
  readonly id: number
  /** Epoch ms, by the server's clock, to the second. */
  readonly at: number
  readonly ms: number
  readonly command: string
  /** Only this: values may be anybody's secrets. */
  readonly first: string
  readonly arguments: number
  readonly client: string
  readonly clientName: string
}

const keptCharacters = 64

/** `SLOWLOG GET n`: newest first, each `[id, second, microseconds, [command, …], client, client name]`. */
export function parseSlowlog(reply: Reply | undefined): readonly SlowEntry[] {
  if (!Array.isArray(reply)) return []
  return (reply as readonly Reply[]).flatMap((entry) => (Array.isArray(entry) ? [parseEntry(entry)] : []))
}

function parseEntry(entry: readonly Reply[]): SlowEntry {
  const [id, second, micros, words, client, name] = entry
  const [command = '', first = ''] = Array.isArray(words) ? (words as readonly Reply[]).map(String) : []
  return {
    id: Number(id),
    at: Number(second) * 1000,
    ms: Number(micros) / 1000,
    command: command.toUpperCase(),
    first: first.length > keptCharacters ? `${first.slice(0, keptCharacters)}…` : first,
    arguments: Array.isArray(words) ? words.length - 1 : 0,
    client: String(client ?? ''),
    clientName: String(name ?? ''),
  }
}

/** The newest id that a reply names; undefined: the slow log is empty. */
export function newestId(reply: Reply | undefined): number | undefined {
  return parseSlowlog(reply)[0]?.id
}
