import { isEager, type Strategy } from '../../../../../shared/systems/kafka-rebalance.ts'
import type { Settings } from './settings.ts'
import type { Expected } from './theory.ts'

/** What theory says of the first change, for these parameters. */
export function theoryOf({ strategy, partitions, members }: Settings, { moves, least }: Expected): string {
  const newcomer = `m${String(members + 1)}`
  const of = `${String(moves)} of ${String(partitions)}`
  if (partitions <= members) {
    const none = moves === 0 ? 'none changes hands' : `${of} change hands all the same`
    const stops = isEager(strategy) ? eager : 'And nothing stops.'
    return `With ${newcomer} there are more members than partitions: it has nothing to do, and ${none}. ${stops}`
  }
  const needed = `An even share takes ${String(least)} ${least === 1 ? 'partition' : 'partitions'} from the others to ${newcomer}`
  const more =
    moves > least ? `${strategyClaim[strategy]} moves ${of}` : `${strategyClaim[strategy]} moves just those`
  return `${needed}; ${more}. ${handing[strategy]}`
}

const strategyClaim: Readonly<Record<Strategy, string>> = {
  range: 'range',
  'round-robin': 'round robin',
  sticky: 'sticky',
  'cooperative-sticky': 'cooperative sticky',
  consumer: 'the coordinator’s uniform assignor',
}

const eager = 'It is eager: all partitions stop, also those that stay where they are.'

const handing: Readonly<Record<Strategy, string>> = {
  range: eager,
  'round-robin': eager,
  sticky: eager,
  'cooperative-sticky': 'Only those stop: the first generation revokes them, the second hands them out.',
  consumer: 'Only those stop: each is handed out as soon as its owner has given it back.',
}

const onEager =
  'Before JoinGroup every member gives back all that it owns, for it can’t know what it will get; it reads nothing until the last has rejoined, too (each learns of the rebalance from its next heartbeat), and the leader’s assignment comes with SyncGroup.'

/** Why it is as it is. */
export const reasons: Readonly<Record<Strategy, string>> = {
  range: `Range cuts the partitions into one stretch for each member, in the order of member ids. A member more or less shifts the borders of the stretches, so partitions move between members that stay. ${onEager}`,
  'round-robin': `Round robin deals the partitions out like cards, in the order of member ids. With another number of players nearly every card falls to another one. ${onEager}`,
  sticky: `Sticky remembers: each member tells what it owned, the leader leaves it as much of that as its share allows, and moves only the rest. But it is still eager. ${onEager}`,
  'cooperative-sticky':
    'Members keep reading while they rejoin, and tell what they own. A partition that is to move is first left out of the assignment: its owner sees that, stops, commits, and joins again; only then another gets it. Two rebalances instead of one, but what stays is never stopped (KIP-429).',
  consumer:
    'There is no JoinGroup and no leader: the coordinator computes the assignment and hands it out in the answers to heartbeats. Each member gives back or takes in its own time, with an epoch of its own, and nobody waits for all. How long it takes is a matter of group.consumer.heartbeat.interval.ms; the session timeout is the broker’s, too (KIP-848).',
}
