import type { ControllerData, QuorumMargin } from '../../../shared/systems/kafka-cluster-views.ts'
import type { Sentence } from './broker-words.ts'

/** "margin 1: one may fail": it stands in a narrow place. */
export function marginWords({ margin, voters, needed }: QuorumMargin): string {
  if (voters === 1) return 'one voter: it may not fail'
  if (margin < 0) return `no majority: ${needed} are needed`
  if (margin === 0) return 'margin 0: none may fail'
  return `margin ${margin}: ${margin === 1 ? 'one' : margin} may fail`
}

/** What is wrong with the quorum; undefined: nothing. */
export function quorumSaid({
  leader,
  margin,
  mode,
}: Pick<ControllerData, 'leader' | 'margin' | 'mode'>): Sentence | undefined {
  if (margin !== null && margin.margin < 0)
    return {
      tone: 'bad',
      headline: 'The metadata quorum has no majority.',
      rest: `${margin.caughtUp} of ${margin.voters} voters are caught up and ${margin.needed} are needed: no leader moves, no topic changes.`,
    }
  if (leader === -1)
    return {
      tone: 'bad',
      headline: 'No controller is active.',
      rest:
        mode === 'zookeeper'
          ? 'ZooKeeper holds no controller znode: an election should follow at once.'
          : 'An election should end within seconds.',
    }
  if (margin !== null && margin.margin === 0 && margin.voters > 1)
    return {
      tone: 'warn',
      headline: 'The metadata quorum has no margin.',
      rest: `${margin.caughtUp} of ${margin.voters} voters are caught up, and just as many are needed: one more loss and nothing can be decided.`,
    }
  return undefined
}
