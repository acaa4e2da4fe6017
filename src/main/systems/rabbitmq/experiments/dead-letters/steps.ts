import type { Parameters } from '../../../../../shared/api/experiments.ts'
import { OrreryError } from '../../../../../shared/base/errors.ts'
import {
  type Cause,
  deadLetterPlan,
  type DeadLetterPlan,
  deliveryLimit,
  dyingOf,
  foldDeadLetters,
  type Round,
  ttlMs,
} from '../../../../../shared/systems/rabbitmq-dead-letter-run.ts'
import type { Actor, RunContext, Step } from '../../../experiment.ts'
import { Clients, countOf } from '../clients/start.ts'
import type { WorkerOptions } from '../clients/worker.ts'
import { Management } from '../management.ts'
import { creatingIn, lifeOf, makePlace, type Place } from '../place.ts'
import { argumentsOf, wordsOf } from './queue.ts'

const limitMs = 30_000
const lookEveryMs = 100
/** How long dead letters are waited for where none are expected. */
const patienceMs = 1_000
const prefetch = 10

/** What the steps share: made by the first, used by the others. */
interface Scene {
  readonly place: Place
  readonly clients: Clients
  readonly hand: Actor
  readonly publisher: Actor
}

export function steps(parameters: Parameters): readonly Step[] {
  const plan = deadLetterPlan(parameters)
  let scene: Scene
  const ofRound = (round: Round): readonly Step[] => [
    {
      id: `publish-${round}`,
      title: round === 1 ? 'Publish' : 'Publish again',
      says: `${plan.messages} numbered messages, persistent and mandatory, each confirmed by the broker`,
      async run(context) {
        const from = round === 1 ? 0 : plan.messages
        await scene.publisher.ask('publish', { from, to: from + plan.messages }, context.signal)
      },
    },
    {
      id: `die-${round}`,
      title: round === 1 ? 'Let them die' : 'Let these die too',
      says: dying[plan.cause](plan),
      run: (context) => letDie(context, scene, plan, round),
    },
    {
      id: `look-${round}`,
      title: round === 1 ? 'Look for them' : 'Look again',
      says: 'Reads the queue for dead letters until it is empty: basic.get',
      run: (context) => look(context, scene, plan, round),
    },
  ]
  return [
    {
      id: 'declare',
      title: 'Declare the queues',
      says: `One in which messages die, whose x-dead-letter-exchange names what isn’t there: ${wordsOf(argumentsOf(plan, '…'))}. One for dead letters, bound to nothing yet`,
      run: async (context) => void (scene = await declare(context, plan)),
    },
    ...ofRound(1),
    {
      id: 'repair',
      title: 'Repair it',
      says:
        plan.cause === 'kept'
          ? 'Declares the exchange, binds the queue for dead letters, and changes the policy of the queue: then the broker looks for the exchange at once, else within three minutes'
          : 'Declares the exchange, and binds the queue for dead letters to it',
      run: (context) => repair(context, scene, plan.cause),
    },
    ...ofRound(2),
  ]
}

const dying: Readonly<Record<Cause, (plan: DeadLetterPlan) => string>> = {
  rejected: () => 'A consumer takes them and says basic.reject without requeue',
  expired: () => `Nobody consumes; after ${ttlMs} ms each has outlived x-message-ttl`,
  overflow: ({ limit }) =>
    `The queue holds ${limit}: with each further message its oldest has died already. A consumer uses up what is left`,
  'delivery-limit': () =>
    `A consumer gives each back, basic.nack with requeue; what comes back more than ${deliveryLimit} times is dead`,
  kept: () => 'A consumer takes them and says basic.reject without requeue',
}

const namesOf = (context: RunContext) => ({
  entry: context.name('in'),
  work: context.name('work'),
  exchange: context.name('dlx'),
  morgue: context.name('dead-letters'),
})

async function declare(context: RunContext, plan: DeadLetterPlan): Promise<Scene> {
  const { signal } = context
  const place = await makePlace(context)
  const clients = new Clients(context, place)
  const { entry, work, exchange, morgue } = namesOf(context)
  const hand = context.hold(await clients.hand())
  const life = lifeOf(place)
  const made: Readonly<Record<string, object>> = {
    [work]: { ...argumentsOf(plan, exchange), ...life },
    [morgue]: { 'x-queue-type': 'classic', ...life },
  }
  for (const [name, given] of Object.entries(made)) {
    creatingIn(place, context, 'queue', name)
    await hand.ask('makeQueue', { name, arguments: { ...given } }, signal)
  }
  creatingIn(place, context, 'exchange', entry)
  await hand.ask('makeExchange', { name: entry, autoDelete: !place.isOwn }, signal)
  await hand.ask('bind', { queue: work, exchange: entry }, signal)
  context.tell('observed', 'broker', {
    what: 'declared',
    says: `${work} is declared; that ${exchange} doesn’t exist is no error`,
    tone: 'warn',
    data: { work, exchange, morgue, vhost: place.vhost },
  })
  const publisher = context.hold(await clients.publisher('publisher', { exchange: entry }))
  return { place, clients, hand, publisher }
}

const behaviour: Readonly<Record<Cause, WorkerOptions['then'] | undefined>> = {
  rejected: 'rejected',
  expired: undefined,
  overflow: 'done',
  'delivery-limit': 'returned',
  kept: 'rejected',
}

async function letDie(
  context: RunContext,
  scene: Scene,
  { cause }: DeadLetterPlan,
  round: Round,
): Promise<void> {
  const { work } = namesOf(context)
  const then = behaviour[cause]
  if (then === undefined) await untilEmpty(context, scene, undefined)
  else {
    await using consumer = await scene.clients.worker(`consumer-${round}`, {
      ...{ queue: work, prefetch, workMs: 0, then },
    })
    await untilEmpty(context, scene, consumer)
  }
  const says = `${work} is empty: nothing ready, nothing unacknowledged`
  context.tell('observed', 'broker', { what: 'emptied', says, data: { round } })
}

/** Twice in a row: what was given back is ready again a moment later. */
async function untilEmpty(context: RunContext, { hand }: Scene, consumer: Actor | undefined): Promise<void> {
  const deadline = Date.now() + limitMs
  const { work } = namesOf(context)
  for (let empty = 0; empty < 2; await context.pass(lookEveryMs)) {
    await consumer?.ask('settle', null, context.signal)
    const ready = await countOf(hand, work, context.signal)
    empty = ready === 0 && heldBy(context) === 0 ? empty + 1 : 0
    if (Date.now() > deadline)
      throw new OrreryError('timeout', `${work} was not empty within ${limitMs / 1000} s`)
  }
}

/** Unacknowledged, as the consumer last told. */
function heldBy(context: RunContext): number {
  const last = context.entries().findLast(({ what }) => what === 'worked')
  return (last?.data as { readonly unacked: number } | undefined)?.unacked ?? 0
}

async function repair(context: RunContext, { place, hand }: Scene, cause: Cause): Promise<void> {
  const { exchange, morgue, work } = namesOf(context)
  creatingIn(place, context, 'exchange', exchange)
  await hand.ask('makeExchange', { name: exchange, autoDelete: !place.isOwn }, context.signal)
  await hand.ask('bind', { queue: morgue, exchange }, context.signal)
  const says = `${exchange} is there, and bound to ${morgue}`
  context.tell('observed', 'broker', { what: 'repaired', says, tone: 'ok', data: { exchange } })
  if (cause !== 'kept') return
  using management = await Management.open(context.connection, context.signal)
  const pattern = `^${work.replaceAll('.', String.raw`\.`)}$`
  const definition = { 'dead-letter-routing-key': 'dead' }
  const policy = { pattern, 'apply-to': 'queues', definition }
  await management.put(`policies/${encodeURIComponent(place.vhost)}/again`, policy, context.signal)
}

async function look(context: RunContext, { hand }: Scene, plan: DeadLetterPlan, round: Round): Promise<void> {
  const { morgue } = namesOf(context)
  const began = Date.now()
  const waitMs = round === 1 ? patienceMs : limitMs
  // the handing over runs beside: what is on its way gets its time, and so does what nobody expects
  while (Date.now() - began < waitMs && (await countOf(hand, morgue, context.signal)) < dyingOf(plan))
    await context.pass(lookEveryMs)
  if (round === 2) await context.pass(patienceMs)
  const messages = await hand.ask('collect', morgue, context.signal)
  const found = Array.isArray(messages) ? messages.length : 0
  context.tell('observed', 'dead letters', {
    what: 'collected',
    says: `${found} dead letters in ${morgue}`,
    tone: found === 0 ? 'bad' : 'ok',
    data: { round, messages },
  })
  const { messages: all, told } = foldDeadLetters(context.entries(), plan.messages)
  const missing = all.filter((one) => one.round === round && one.fate === 'dead').length
  if (missing === 0) return
  const says = `${missing} messages are found in no queue; ${told === 0 ? 'nobody was told' : `${told} were told of`}`
  context.tell('observed', 'broker', { what: 'missing', says, tone: 'bad', data: { round, missing } })
}
