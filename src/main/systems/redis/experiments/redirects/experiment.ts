import type { Check, Parameters } from '../../../../../shared/api/experiments.ts'
import { redirectPlan } from '../../../../../shared/systems/redis-redirects.ts'
import type { CheckContext, Experiment, Step } from '../../../experiment.ts'
import { checkTarget, neverThere } from '../checks.ts'
import type { Masters } from '../client/masters.ts'
import { redirectsInfo } from './info.ts'
import { judgeRedirects } from './judge.ts'
import { Move } from './move.ts'

export const redirects: Experiment = {
  info: redirectsInfo,
  check: (context) =>
    checkTarget(context, commands, (masters) => Promise.resolve([cluster(masters), ours(masters, context)])),
  steps: stepsOf,
  judge: judgeRedirects,
}

const commands: readonly (readonly string[])[] = [
  ['GET', neverThere],
  ['MGET', neverThere],
  ['SET', neverThere, ''],
  ['ASKING'],
  ['MIGRATE', 'localhost', '1', neverThere, '0', '1'],
  ['CLUSTER', 'NODES'],
  ['CLUSTER', 'SETSLOT', '0', 'STABLE'],
  ['CLUSTER', 'GETKEYSINSLOT', '0', '1'],
  ['CLUSTER', 'COUNTKEYSINSLOT', '0'],
]

function cluster({ isCluster, all }: Masters): Check {
  const head = { id: 'cluster', what: 'A cluster of two masters or more' }
  if (isCluster && all.length > 1) return { ...head, is: 'ok', says: `${all.length} masters own slots` }
  const says = isCluster ? 'One master owns all slots' : 'These servers are no cluster: they know no slots'
  return { ...head, is: 'refused', says, fix: 'Start a local Redis cluster, and try it there.' }
}

/** A move changes the cluster's own configuration, which no clean-up makes as it was: epochs stay higher. */
function ours({ all }: Masters, { faults }: CheckContext): Check {
  const head = { id: 'servers', what: 'Slots that may be moved' }
  const strange = all.filter(({ address }) => !faults?.some(({ endpoint }) => endpoint === address))
  if (strange.length === 0)
    return { ...head, is: 'ok', says: 'Orrery started these masters: it may move a slot, and takes it back' }
  return {
    ...head,
    is: 'refused',
    says: `Moving a slot changes more than what a run created: configuration epochs rise and stay so. ${strange.map(({ address }) => address).join(', ')}: not started by this Orrery, so no slot is moved`,
    fix: 'Start a local Redis cluster, and try it there.',
  }
}

function stepsOf(parameters: Parameters): readonly Step[] {
  const plan = redirectPlan(parameters)
  const move = new Move(plan)
  const half = Math.floor(plan.keys / 2)
  const rest: readonly Step[] = [
    {
      id: 'rest',
      title: 'The others move',
      says: 'MIGRATE, key by key: the slot is empty here, and still this node’s',
      run: (context) => move.migrate(context, plan.keys),
    },
    {
      id: 'assign',
      title: 'The slot is assigned',
      says: 'CLUSTER SETSLOT NODE at the new owner, then at all others',
      run: (context) => move.assign(context),
    },
  ]
  return [
    {
      id: 'keys',
      title: `${plan.keys} keys of an empty slot`,
      says: 'A hash tag of the run’s own, whose slot holds no key; the client reads each',
      run: (context) => move.prepare(context),
    },
    {
      id: 'open',
      title: 'The slot is opened',
      says: 'CLUSTER SETSLOT IMPORTING at the one, MIGRATING at the other',
      run: (context) => move.open(context),
    },
    {
      id: 'half',
      title: 'Half of the keys move',
      says: 'MIGRATE, key by key; the client reads all after each',
      run: (context) => move.migrate(context, half),
    },
    ...(plan.ends === 'half' ? [] : rest),
  ]
}
