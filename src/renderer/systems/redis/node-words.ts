import { formatDuration, formatInstant } from '../../../shared/base/format-time.ts'
import type { NodeRow, NodeState } from '../../../shared/systems/redis-views.ts'
import type { Tone } from '../../components/tone.ts'

export interface Words {
  readonly tone: Tone
  /** "in step" */
  readonly word: string
}

/** In a sentence: "a is not answering", "a and b refuse connections". */
export function stateClause(word: string, count: number): string {
  if (word.startsWith('refuses')) return count === 1 ? word : word.replace('refuses', 'refuse')
  return `${count === 1 ? 'is' : 'are'} ${word}`
}

/** How a server or a sentinel that can't be used is; undefined: it serves. */
export function stateWords(state: NodeState): Words | undefined {
  switch (state) {
    case 'serving':
      return undefined
    case 'loading':
      return { tone: 'warn', word: 'loading its data' }
    case 'silent':
      return { tone: 'bad', word: 'not answering' }
    case 'refused':
      return { tone: 'bad', word: 'refuses connections' }
    case 'unreachable':
      return { tone: 'bad', word: 'not reached' }
    case 'closed':
      return { tone: 'unknown', word: 'closed to us' }
    case 'foreign':
      return { tone: 'bad', word: 'not Redis' }
  }
}

type Judged = Pick<NodeRow, 'state' | 'role' | 'link' | 'listed' | 'lagBytes' | 'silentSeconds'>
type Feeding = Pick<NodeRow, 'backlogHeld'>

/** How a server is, in a word: a master serves, a replica is in step with the master that feeds it or not. */
export function nodeWords(row: Judged, master: Feeding | undefined): Words {
  const out = stateWords(row.state)
  if (out !== undefined) return out
  if (row.role === null) return { tone: 'unknown', word: 'role not observed' }
  if (row.role === 'master') return { tone: 'ok', word: 'master' }
  return replicaWords(row, master?.backlogHeld ?? null)
}

function replicaWords({ link, listed, lagBytes, silentSeconds }: Judged, backlog: number | null): Words {
  if (link === 'down') return { tone: 'warn', word: 'link down' }
  if (link === 'sync') return { tone: 'warn', word: 'takes all the data' }
  if (link === null) return { tone: 'unknown', word: 'link not observed' }
  if (listed !== null && listed !== 'online') return { tone: 'warn', word: `${listed} at its master` }
  if (lagBytes === null) return { tone: 'unknown', word: 'lag not observed' }
  if (backlog !== null && backlog > 0 && lagBytes > backlog)
    return { tone: 'bad', word: 'behind the backlog' }
  if (backlog !== null && backlog > 0 && lagBytes > backlog / 2) return { tone: 'warn', word: 'falls behind' }
  if (silentSeconds !== null && silentSeconds > silentLimitS) return { tone: 'warn', word: 'silent' }
  return { tone: 'ok', word: 'in step' }
}

/** Replicas acknowledge every second; ten missed ones are min-replicas-max-lag as it comes. */
const silentLimitS = 10

/** "since 05:23:20, 3 min 20 s" */
export function sinceText(since: number | null, at: number): string {
  if (since === null) return ''
  return `since ${formatInstant(since, at)}, ${formatDuration(Math.round((at - since) / 1000) * 1000)}`
}

/** Worst first, for sorting and for what is said of a whole group. */
export const toneRank = (tone: Tone): number => ranks.indexOf(tone)
const ranks: readonly Tone[] = ['bad', 'warn', 'unknown', 'accent', 'quiet', 'ok']
