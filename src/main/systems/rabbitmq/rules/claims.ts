import type { Look } from '../../moment.ts'
import type { Outcome } from '../../rule.ts'
import type { Candidate } from '../../rule.ts'
import type { ClusterAsk } from '../raw.ts'
import { sourceOf } from '../views/reading.ts'

/** More findings of one kind than this help nobody: the rest is counted in the last one's words. */
const mostOfAKind = 50

/** Why something isn't observed now; undefined: it is. What holds of it was read earlier, and may be past. */
export function unobserved(look: Look, asks: readonly ClusterAsk[]): string | undefined {
  const wanted = new Set<string>([...asks, 'GET /api/overview'])
  const gap = look.moment.gaps.find(({ entity, ask }) => entity === '' && wanted.has(ask))
  if (gap !== undefined) return gap.fix === undefined ? gap.message : `${gap.message}. ${gap.fix}`
  if (look.moment.column('cluster.publish') === undefined) return 'No node answers for the cluster'
  return undefined
}

/** Messages and consumers of queues come from the nodes’ own endpoints too. */
export function unobservedQueues(look: Look): string | undefined {
  if (sourceOf(look) !== 'none') return undefined
  return unobserved(look, ['GET /api/queues', 'GET /api/queues?disable_stats']) ?? 'Queues were not read'
}

/** What can be judged: the candidates, or why there are none. */
export function judged(missing: string | undefined, candidates: () => readonly Candidate[]): Outcome {
  return missing === undefined ? { candidates: capped(candidates()) } : { candidates: [], missing }
}

function capped(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length <= mostOfAKind) return candidates
  const rest = candidates.length - mostOfAKind
  return candidates
    .slice(0, mostOfAKind)
    .map((one, i) =>
      i < mostOfAKind - 1 ? one : { ...one, title: `${one.title}, and ${rest} more like it` },
    )
}

/** Some names, and how many more there are. */
export function named(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

export function perSecondText(rate: number): string {
  return `${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`
}
