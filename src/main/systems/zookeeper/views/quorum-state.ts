import type { QuorumState } from '../../../../shared/systems/zookeeper-views.ts'
import type { Look } from '../../moment.ts'
import { number, since, text } from '../../base/reading.ts'

export function quorumState(look: Look): QuorumState {
  const of = (metric: string) => number(look, 'ensemble', metric)
  const voters = of('ensemble.voters')
  const margin = of('ensemble.margin')
  const is = verdict(text(look, 'ensemble', 'ensemble.quorum'))
  return {
    voters,
    needed: of('ensemble.needed'),
    acknowledging: of('ensemble.acknowledging'),
    margin,
    is,
    since: since(look, 'ensemble', 'ensemble.quorum'),
    says: words(is, margin, voters),
  }
}

function verdict(text: string | null): QuorumState['is'] {
  return text === 'ok' || text === 'no-margin' || text === 'no-quorum' ? text : 'unknown'
}

function words(is: QuorumState['is'], margin: number | null, voters: number | null): string {
  if (is === 'no-quorum') return 'No quorum: writes have stopped'
  if (is === 'no-margin') return 'No margin: one more loss stops writes'
  if (is === 'unknown' || margin === null) return 'Whether a quorum stands can’t be told'
  if (voters === 1) return 'A single server: no quorum is needed'
  if (margin === 0) return `All ${voters ?? ''} voters are needed`
  return `Margin ${margin}: ${margin === 1 ? 'one voter' : `${margin} voters`} may fail`
}
