import type { Parameters, RunEntry } from '../../../../../shared/api/experiments.ts'
import { OrreryError } from '../../../../../shared/base/errors.ts'
import { foldLocks, lockPlan, type LockPlan } from '../../../../../shared/systems/zookeeper-locks.ts'
import type { Actor, Experiment, RunContext, Step } from '../../../experiment.ts'
import { checkTarget } from '../checks.ts'
import { instant } from '../client/actor-session.ts'
import { optionsOf } from '../../../base/options-of.ts'
import { below, rootOf, sessionOf } from '../client/places.ts'
import { locksInfo } from './info.ts'
import { judgeLocks } from './judge.ts'

export const locks: Experiment = {
  info: locksInfo,
  check: (context) => checkTarget(context, lockPlan(context.parameters).sessionTimeoutMs),
  steps: stepsOf,
  judge: judgeLocks,
}

function stepsOf(parameters: Parameters): readonly Step[] {
  const plan = lockPlan(parameters)
  const { contenders, crashTurn, crash } = plan
  const round = new Round(plan)
  const turns = crash === 'waiting' ? contenders - 1 : contenders
  const crashes: readonly Step[] =
    crash === 'none'
      ? []
      : [
          {
            id: 'crash',
            title: crash === 'owner' ? 'The owner dies' : 'The next in line dies',
            says: 'Its thread is ended and its socket closed, without closeSession',
            run: (context) => (crash === 'owner' ? round.killOwner(context) : round.killWaiting(context)),
          },
        ]
  const first = crash === 'none' ? turns : crashTurn - 1
  const afterCrash = crash === 'owner' ? crashTurn + 1 : crashTurn
  return [
    {
      id: 'create',
      title: 'The lock’s znode',
      says: 'createContainer for the run, and a session that only looks on',
      run: (context) => round.create(context),
    },
    {
      id: 'arrive',
      title: `${contenders} contenders, one after the other`,
      says:
        plan.variant === 'herd'
          ? 'create -e owner, else getData with a watch'
          : 'create -e -s seat-, then a watch on the one before',
      run: (context) => round.arrive(context),
    },
    turnsStep('first', 'The first owner lets go', round, 1, 1),
    ...(first > 1 ? [turnsStep('more', 'The next owners', round, 2, first)] : []),
    ...crashes,
    ...(crash === 'none' ? [] : [turnsStep('rest', 'The others', round, afterCrash, turns)]),
  ]
}

function turnsStep(id: string, title: string, round: Round, from: number, to: number): Step {
  const says = 'Each owner keeps the lock for a while, then deletes its znode'
  return {
    id,
    title,
    says,
    run: async (context) => {
      for (let turn = from; turn <= to; turn++) await round.turn(context, turn)
    },
  }
}

const roomName = 'lock'
/** For what the ensemble does at once. */
const soonMs = 10_000
/** A session expires up to one tick after its timeout, and a tick is at most half of the least timeout granted. */
const expiryLimitMs = (timeoutMs: number) => 2 * timeoutMs + 10_000

/** What the steps of one run share. */
class Round {
  readonly #plan: LockPlan
  readonly #actors = new Map<string, Actor>()

  constructor(plan: LockPlan) {
    this.#plan = plan
  }

  async create(context: RunContext): Promise<void> {
    const options = { ...this.#session(context, 0), room: lockPath(context) }
    const keeper = await context.actor('onlooker', 'keeper', optionsOf(options))
    context.creating({ kind: 'znode', name: context.name(roomName) })
    await keeper.ask('room', null, context.signal)
    context.watch(10, async (signal) => {
      await keeper.ask('look', null, signal)
    })
  }

  /** One after the other, so that the order of arrival is known. */
  async arrive(context: RunContext): Promise<void> {
    for (let i = 1; i <= this.#plan.contenders; i++) {
      const name = `c${i}`
      const { variant } = this.#plan
      const options = { ...this.#session(context, i), variant, lock: lockPath(context) }
      const actor = await context.actor(name, 'contender', optionsOf(options))
      this.#actors.set(name, actor)
      await actor.ask('contend', null, context.signal)
    }
  }

  /** The n-th owner keeps the lock for a while, then lets go. */
  async turn(context: RunContext, turn: number): Promise<void> {
    const owner = await this.#owner(context, turn)
    await context.pass(this.#plan.holdMs)
    await this.#actors.get(owner)?.ask('release', null, context.signal)
    if (isAnyoneLeft(context.entries())) await this.#owner(context, turn + 1)
  }

  async killOwner(context: RunContext): Promise<void> {
    const turn = this.#plan.crashTurn
    const owner = await this.#owner(context, turn)
    await context.pass(this.#plan.holdMs)
    await this.#kill(context, owner, 'owning')
    await this.#until(
      context,
      'the dead owner’s session expires',
      expiryLimitMs(this.#timeoutMs(context)),
      (entries) => foldLocks(entries).owners.length > turn,
    )
  }

  async killWaiting(context: RunContext): Promise<void> {
    await this.#owner(context, this.#plan.crashTurn)
    const { lanes } = foldLocks(context.entries())
    const victim = lanes.find(({ turn }) => turn === undefined)?.contender
    if (victim === undefined) return
    await this.#kill(context, victim, 'waiting')
    const isOver = (entries: readonly RunEntry[]) =>
      this.#plan.variant === 'herd' || (foldLocks(entries).releases.at(-1)?.notified.length ?? 0) > 0
    await this.#until(
      context,
      'the dead one’s session expires',
      expiryLimitMs(this.#timeoutMs(context)),
      isOver,
    )
  }

  async #kill(context: RunContext, contender: string, was: 'owning' | 'waiting'): Promise<void> {
    const data = { contender, was, at: instant() }
    await this.#actors.get(contender)?.kill()
    context.tell('client', contender, { what: 'killed', says: `Killed while ${was}`, tone: 'bad', data })
  }

  async #owner(context: RunContext, turn: number): Promise<string> {
    await this.#until(
      context,
      `owner ${turn} has the lock`,
      soonMs,
      (entries) => foldLocks(entries).owners.length >= turn,
    )
    return foldLocks(context.entries()).owners[turn - 1] ?? ''
  }

  /** Waits, but not for somebody whose line is lost. */
  async #until(
    context: RunContext,
    what: string,
    limitMs: number,
    holds: (entries: readonly RunEntry[]) => boolean,
  ): Promise<void> {
    const lost = (entries: readonly RunEntry[]) => entries.find((entry) => entry.what === 'lost')
    await context.until(what, (entries) => lost(entries) !== undefined || holds(entries), limitMs)
    const found = lost(context.entries())
    if (found !== undefined) throw new OrreryError('refused', `${found.actor}: ${found.says}`)
  }

  #timeoutMs(context: RunContext): number {
    return foldLocks(context.entries()).lanes[0]?.timeoutMs ?? this.#plan.sessionTimeoutMs
  }

  #session({ connection }: RunContext, index: number) {
    return sessionOf(connection, index, this.#plan.sessionTimeoutMs)
  }
}

const lockPath = (context: RunContext): string => below(rootOf(context.connection), context.name(roomName))

function isAnyoneLeft(entries: readonly RunEntry[]): boolean {
  const { lanes, releases } = foldLocks(entries)
  const dead = new Set(releases.filter(({ how }) => how !== 'released').map(({ by }) => by))
  return lanes.some(({ turn, contender }) => turn === undefined && !dead.has(contender))
}
