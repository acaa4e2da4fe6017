import type { Parameters } from '../../../../../shared/api/experiments.ts'
import { doesGoOn, lockPlan, type LockRecipe } from '../../../../../shared/systems/redis-lock.ts'
import type { Experiment, Step } from '../../../experiment.ts'
import { checkTarget, neverThere } from '../checks.ts'
import { lockInfo } from './info.ts'
import { judgeLock } from './judge.ts'
import { LockRound } from './round.ts'

export const lock: Experiment = {
  info: lockInfo,
  check: (context) => checkTarget(context, commands),
  steps: stepsOf,
  judge: judgeLock,
}

const commands: readonly (readonly string[])[] = [
  ['SET', neverThere, ''],
  ['SETNX', neverThere, ''],
  ['GET', neverThere],
  ['PTTL', neverThere],
  ['INCR', neverThere],
  ['EVAL', 'return 0', '1', neverThere],
  ['HSET', neverThere, '', ''],
  ['HGET', neverThere, ''],
  ['HMGET', neverThere, ''],
  ['DEL', neverThere],
]

const takes: Readonly<Record<LockRecipe, string>> = {
  apart: 'SETNX; EXPIRE would be next',
  together: 'SET NX PX, then INCR of the counter',
  paused: 'SET NX PX, then INCR of the counter',
  fenced: 'SET NX PX, then INCR of the counter: its fencing token',
}

function stepsOf(parameters: Parameters): readonly Step[] {
  const plan = lockPlan(parameters)
  const round = new LockRound(plan)
  const goesOn = doesGoOn(plan)
  return [
    {
      id: 'create',
      title: 'A store, two clients, and who looks on',
      says: 'A hash that the lock guards; GET and PTTL of the lock, ten times a second',
      run: (context) => round.create(context),
    },
    {
      id: 'takes',
      title: 'a takes the lock',
      says: takes[plan.recipe],
      run: (context) => round.takes(context),
    },
    {
      id: 'stops',
      title: goesOn ? 'a stands still' : 'a dies',
      says: goesOn
        ? `Its thread is stopped for ${plan.pauseMs} ms, the lock lives for ${plan.ttlMs} ms`
        : 'Its thread is ended, its socket closed',
      run: (context) => round.stops(context),
    },
    {
      id: 'follows',
      title: 'b wants the lock',
      says: 'SET NX PX until it owns; then it writes',
      run: (context) => round.follows(context),
    },
    {
      id: 'ends',
      title: goesOn ? 'a goes on, b releases' : 'b releases',
      says: 'Compare-and-delete; then the store is read',
      run: (context) => round.ends(context),
    },
  ]
}
