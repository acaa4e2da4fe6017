import { formatBytes } from '../../../../shared/base/format-number.ts'
import type { NodeRow, NodesData } from '../../../../shared/systems/redis-views.ts'
import { nodeWords, sinceText, stateClause, stateWords, toneRank, type Words } from '../node-words.ts'
import { listed, type Sentence } from '../sentence.ts'

/** What is wrong with the servers and their copies, the gravest first; empty: nothing that was observed. */
export function nodesSaid(data: NodesData, at: number): readonly Sentence[] {
  const sentences = [...data.rivals.map(rivalsSaid), ...outSaid(data, at), ...replicasSaid(data, at)]
  return sentences.toSorted((a, b) => toneRank(a.tone) - toneRank(b.tone)).slice(0, 3)
}

function rivalsSaid(addresses: readonly string[]): Sentence {
  return {
    tone: 'bad',
    headline: `${listed(addresses)} ${addresses.length === 2 ? 'both' : 'all'} call themselves master of the same group.`,
    rest: 'Clients may write to either; what is written to the one that loses is thrown away when it becomes a replica.',
  }
}

/** Servers that can't be used, by how they are: six that hang are one sentence. */
function outSaid({ rows }: NodesData, at: number): readonly Sentence[] {
  const byWord = new Map<string, { words: Words; nodes: NodeRow[] }>()
  for (const node of rows) {
    const words = stateWords(node.state)
    if (words === undefined || words.tone === 'unknown') continue
    const known = byWord.get(words.word)
    if (known === undefined) byWord.set(words.word, { words, nodes: [node] })
    else known.nodes.push(node)
  }
  return [...byWord.values()].map(({ words, nodes }) => outOne(words, nodes, at))
}

function outOne(words: Words, nodes: readonly NodeRow[], at: number): Sentence {
  const first = nodes[0]
  const since = Math.min(...nodes.map((node) => node.stateSince ?? Infinity))
  const when = Number.isFinite(since) ? ` ${sinceText(since, at)}` : ''
  const masters = nodes.filter((node) => node.role === 'master').length
  const role =
    masters === 0
      ? ''
      : masters === nodes.length && nodes.length === 1
        ? 'It was master. '
        : `${masters} of them were masters. `
  return {
    tone: words.tone === 'warn' ? 'warn' : 'bad',
    headline: `${listed(nodes.map((node) => node.address))} ${stateClause(words.word, nodes.length)}${when}.`,
    rest: `${role}${nodes.length === 1 ? (first?.why ?? '') : ''}`.trim(),
  }
}

function replicasSaid(data: NodesData, at: number): readonly Sentence[] {
  return data.rows.flatMap((node): readonly Sentence[] => {
    if (node.state !== 'serving' || node.role !== 'replica') return []
    const master = data.rows.find((each) => each.address === node.master)
    const words = nodeWords(node, master)
    if (words.tone !== 'warn' && words.tone !== 'bad') return []
    const lag = node.lagBytes === null ? '' : `It is ${formatBytes(node.lagBytes)} behind. `
    const since = node.link === 'up' ? '' : sinceText(node.linkSince, at)
    return [
      {
        tone: words.tone,
        headline: `Replica ${node.address}: ${words.word}${since === '' ? '' : ` ${since}`}.`,
        rest: `${lag}${meaning(words.word, node)}`.trim(),
      },
    ]
  })
}

/** What follows from it. */
function meaning(word: string, node: NodeRow): string {
  const master = node.master ?? 'its master'
  if (word === 'link down')
    return `Nothing is copied from ${master}; reads from it are as old as the link is down.`
  if (word === 'takes all the data')
    return `${master} sends it everything; until then it may answer with old data or not at all.`
  if (word === 'behind the backlog') return 'If its link breaks now, all the data must be sent anew.'
  if (word === 'falls behind') return 'More than half of the backlog is used up.'
  return `${master} does not hear of it in time.`
}
