import type { Redaction } from '../../shared/api/report.ts'
import type { ReportSource } from './source.ts'

/** First parts of entity paths whose names say who connects; all others were named by whoever runs the cluster. */
const clientKinds = new Set([
  'session',
  'client',
  'connection',
  'channel',
  'consumer',
  'subscription',
  'producer',
])

/** Numbers, and addresses: those are found by how they look. */
const isNoName = (part: string) => /^[\d#]*$/.test(part) || /:\d+$/.test(part)

/** Names of a target, and what a stand-in is called after: `orders` → `topic`. A cluster has 100,000 of them. */
export function namesOf(
  source: ReportSource,
  kinds: readonly Redaction[],
  span: { readonly from: number; readonly to: number },
): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const add = (word: string, kind: string) => {
    if (word !== '' && !names.has(word)) names.set(word, kind)
  }
  if (kinds.includes('hosts'))
    for (const endpoint of source.config.endpoints) add(endpoint.replace(/:\d+$/, ''), 'host')
  if (kinds.includes('names')) for (const word of [source.config.name, source.targetId]) add(word, 'target')
  for (const entity of entitiesOf(source, span)) {
    const [kind = '', ...parts] = entity.split(/[/@]/)
    const isWanted = kinds.includes(clientKinds.has(kind) ? 'clients' : 'names')
    if (isWanted) for (const part of parts) if (!isNoName(part)) add(decoded(part), kind)
  }
  return names
}

/** Of the names those that stand in the text. */
export function wordsIn(text: string, names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const isIn = finder(text)
  return new Map([...names].filter(([word]) => isIn(word)))
}

const mostEvents = 100_000

/** All that there was at the end of the report, and what came or went on the way. */
function entitiesOf(
  source: ReportSource,
  { from, to }: { readonly from: number; readonly to: number },
): ReadonlySet<string> {
  const look = source.look(to)
  const entities = new Set<string>()
  for (const { entity } of source.events(from, to, mostEvents)) entities.add(entity)
  for (const { entity } of source.findings(from, to)) entities.add(entity)
  for (const { key } of source.catalogue.facts)
    for (const entity of look?.moment.facts(key).keys() ?? []) entities.add(entity)
  return entities
}

/** Names of one word are looked up among the text's words: there are many. */
function finder(text: string): (word: string) => boolean {
  const words = new Set<string>()
  for (const token of text.split(/[^\p{L}\p{N}_.-]+/u)) {
    const bare = token.replace(/[.-]+$/, '')
    words.add(bare)
    // a partition: `orders-4`
    words.add(bare.replace(/-\d+$/, ''))
  }
  return (word) => (/^[\p{L}\p{N}_.-]+$/u.test(word) ? words.has(word) : text.includes(word))
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
