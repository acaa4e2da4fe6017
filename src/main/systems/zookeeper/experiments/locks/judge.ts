import type { Figure, Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import {
  expectedNotifications,
  foldLocks,
  lockPlan,
  type LockPlan,
  type LockTally,
  type Release,
} from '../../../../../shared/systems/zookeeper-locks.ts'
import { median, tenths } from '../median.ts'

/** From the log alone. */
export function judgeLocks(entries: readonly RunEntry[], parameters: Parameters): Verdict {
  const plan = lockPlan(parameters)
  const tally = foldLocks(entries)
  const first = tally.releases.find(({ how, next }) => how === 'released' && next !== undefined)
  return {
    // until something else goes, somebody may still be told
    answer: first === undefined || tally.releases.at(-1) === first ? undefined : answerOf(first),
    observed: observedWords(tally, first),
    theory: theoryOf(plan),
    why: whyOf(plan),
    figures: figuresOf(tally, first),
  }
}

function answerOf({ notified, waiting }: Release): string {
  const woken = new Set(notified.map(({ contender }) => contender)).size
  if (woken === 0) return 'none'
  if (woken === waiting.length) return 'all'
  return woken === 1 ? 'one' : 'some'
}

function observedWords(tally: LockTally, first: Release | undefined): string {
  if (first === undefined) return 'The run ended before the lock was handed over'
  const woken = `The first release woke ${first.notified.length} of the ${first.waiting.length} that waited`
  const owners = `${tally.owners.length} owners, ${tally.ownersAtOnce === 1 ? 'never two at once' : `${tally.ownersAtOnce} of them at once`}`
  const tokens = tally.tokensRise
    ? 'czxid growing from owner to owner'
    : 'czxid not in the order of the owners'
  return `${woken}; ${tally.notifications} notifications in all. ${owners}, ${tokens}.`
}

function theoryOf(plan: LockPlan): string {
  const all = expectedNotifications(plan)
  const { contenders: n, variant } = plan
  const woken =
    variant === 'herd'
      ? `The first release wakes all ${n - 1}, the next ${n - 2}, and so on: ${all} notifications, about n² ∕ 2.`
      : `Each release wakes 1: ${all} notifications, n − 1, and owners in the order of arrival.`
  return `${woken}${crashWords(plan)}`
}

function crashWords({ crash, variant }: LockPlan): string {
  if (crash === 'none') return ''
  if (crash === 'owner')
    return ' Who dies owning keeps the lock until its session expires: at the earliest after two thirds of the timeout, as its last ping may be a third old; at the latest one and a half ticks after the timeout, as the leader hears of clients on other members each half tick, and expires sessions once a tick.'
  return variant === 'herd'
    ? ' Who dies waiting leaves no znode behind, only a session that nobody misses.'
    : ' Who dies waiting leaves its seat until its session expires; then the one behind is woken, looks again, and watches the seat further ahead.'
}

function whyOf({ variant }: LockPlan): string {
  const session =
    'Mutual exclusion is ZooKeeper’s: of two creates of one name, one fails; of two sequence numbers, one is lower. It ends with the session, and a client that is paused beyond its timeout may not know that yet: where that matters, the store has to refuse a czxid lower than the highest it has seen.'
  const woken =
    variant === 'herd'
      ? 'A watch on one znode is a watch of everyone: the server tells all, all try to create, one succeeds. Who that is, is a race: nobody keeps the order of arrival.'
      : 'The order stands in the sequence numbers, so each needs to watch only the znode before its own. The load of a release doesn’t grow with the number that wait.'
  return `${woken} ${session}`
}

function figuresOf(tally: LockTally, first: Release | undefined): readonly Figure[] {
  const handed = tally.releases.filter(({ how, next }) => how === 'released' && next !== undefined)
  return [
    {
      id: 'woken',
      label: 'Woken by the first release',
      value: first?.notified.length ?? null,
      unit: 'count',
      says: `of ${first?.waiting.length ?? 0} that waited`,
      ...(first !== undefined && first.notified.length > 1 ? { tone: 'warn' } : {}),
    },
    {
      id: 'notifications',
      label: 'Notifications',
      value: tally.notifications,
      unit: 'count',
      says: `for ${tally.owners.length} owners`,
    },
    {
      id: 'requests',
      label: 'Requests',
      value: tally.requests,
      unit: 'count',
      says: 'create, getData and getChildren of all contenders, until each owned',
    },
    outOfTurn(tally),
    {
      id: 'hand-over',
      label: 'Hand-over, p50',
      value: median(handed.map(({ at, next }) => (next?.at ?? at) - at)),
      unit: 'ms',
      says: 'from delete to the next owner’s knowing',
    },
    crashGap(tally),
    {
      id: 'at-once',
      label: 'Owners at once',
      value: tally.owners.length === 0 ? null : tally.ownersAtOnce,
      unit: 'count',
      says: 'at most, by the clients’ own instants',
      tone: tally.ownersAtOnce > 1 ? 'bad' : 'ok',
    },
  ]
}

function outOfTurn({ releases }: LockTally): Figure {
  const told = releases.filter(({ isInTurn }) => isInTurn !== undefined)
  const out = told.filter(({ isInTurn }) => isInTurn === false).length
  return {
    id: 'out-of-turn',
    label: 'Owners out of turn',
    value: told.length === 0 ? null : out,
    unit: 'count',
    says: out === 0 ? 'the order of arrival was kept' : `of ${told.length}: another had waited longer`,
    ...(out > 0 ? { tone: 'warn' } : {}),
  }
}

function crashGap({ releases, lanes }: LockTally): Figure {
  const crash = releases.find(({ how }) => how === 'owner died')
  const timeoutMs = lanes.find(({ contender }) => contender === crash?.by)?.timeoutMs
  const gap = crash?.next === undefined ? null : tenths(crash.next.at - crash.at)
  return {
    id: 'crash-gap',
    label: 'Nobody’s after the crash',
    value: gap,
    unit: 'ms',
    says: timeoutMs === undefined ? 'no owner died' : `session timeout ${timeoutMs} ms`,
    ...(gap === null ? {} : { tone: 'warn' }),
  }
}
