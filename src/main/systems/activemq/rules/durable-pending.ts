import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { number } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import type { Consumer } from '../views/consumers.ts'
import { durablesOf } from '../views/durables.ts'
import { grownBy, partsOf, textOf } from '../views/reading.ts'
import { sources } from './sources.ts'
import { notRead, unseen } from './unseen.ts'

const risingMs = 60_000

/** A16. */
export const durablePending: Rule = {
  id: 'activemq/durable-pending',
  title: 'No absent durable subscriber holds messages back',
  why: 'Everything that is sent to the topic is kept for a durable subscriber that is away, also for one that never comes back. It fills the store, and one kept message keeps a whole journal file.',
  fix: 'Start the subscriber, or remove it (destroy of its MBean, or the console) if nobody misses it; offlineDurableSubscriberTimeout does that by itself.',
  source: sources.durable,
  evaluate: (look) =>
    notRead(look, 'consumer.pending', 'Consumers') ?? {
      candidates: absent(look).flatMap((one) => candidate(look, one)),
      ...unseen(look, ['Consumers'], ['durable']),
    },
}

function absent(look: Look): readonly Consumer[] {
  return durablesOf(look).filter(({ isActive, isNetwork }) => !isActive && !isNetwork)
}

function candidate(look: Look, one: Consumer): readonly Candidate[] {
  const { entity, broker, destination, client, about } = one
  const pending = number(look, entity, 'consumer.pending')
  if (pending === null || pending === 0) return []
  const isRising = grownBy(look, 'consumer.pending', risingMs)(entity) > 0
  const name = textOf(about['subscription']) ?? ''
  return [
    {
      ...{ entity, severity: isRising ? 'warning' : 'info', holdMs: 10_000 },
      title: `Durable subscriber ${name} of ${client} is away, and ${destination} on ${broker} keeps ${pending} messages for it${isRising ? ', and more come' : ''}`,
      evidence: [
        factEvidence(look, entity, 'consumer.active', 'Active: false'),
        metricEvidence(look, entity, 'consumer.pending', `${pending} pending`),
      ],
    },
  ]
}

/** A25. */
export const durableMoved: Rule = {
  id: 'activemq/durable-moved',
  title: 'No durable subscriber left its messages on another broker',
  why: 'A durable subscription belongs to the broker it was made on. When its client connects to another broker of the network, a second one is made there, and what the first keeps does not follow.',
  fix: 'Let the client connect to the first broker once, to take what is kept. Virtual topics (queues for each subscriber) move with their consumers.',
  source: sources.durableNetwork,
  evaluate: (look) =>
    notRead(look, 'consumer.pending', 'Consumers') ?? {
      candidates: absent(look).flatMap((one) => moved(look, one)),
      ...unseen(look, ['Consumers'], ['durable']),
    },
}

function moved(look: Look, one: Consumer): readonly Candidate[] {
  const { entity, broker, client, about } = one
  const pending = number(look, entity, 'consumer.pending')
  const twin = durablesOf(look).find(
    (other) =>
      other.isActive && other.broker !== broker && partsOf(other.entity).rest === partsOf(entity).rest,
  )
  if (twin === undefined || pending === null || pending === 0) return []
  const name = textOf(about['subscription']) ?? ''
  return [
    {
      ...{ entity, severity: 'critical', holdMs: 5000 },
      title: `Durable subscriber ${name} of ${client} is on ${twin.broker} now; ${pending} messages wait for it on ${broker}`,
      evidence: [
        metricEvidence(look, entity, 'consumer.pending', `${pending} pending on ${broker}`),
        factEvidence(look, twin.entity, 'consumer.active', `active on ${twin.broker}`),
      ],
      explains: [`activemq/durable-pending ${entity}`],
    },
  ]
}
