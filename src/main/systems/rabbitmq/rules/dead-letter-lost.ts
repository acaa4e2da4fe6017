import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { factEvidence } from '../../base/evidence.ts'
import { record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { deadLetters, queueModels, type QueueModel } from '../views/model.ts'
import { isRunning, nodeNames } from '../views/reading.ts'
import { judged, unobserved } from './claims.ts'
import { sources } from './sources.ts'

/** A binding that was removed so long ago is named as the reason. */
const backMs = 3_600_000
const awayMs = 4000

/** Q11. The exchange that dead letters go to does not exist. */
export const deadLetterMissing: Rule = {
  id: 'rabbitmq/dead-letter-missing',
  title: 'Every dead-letter exchange exists',
  why: 'What is rejected, expires or overflows there vanishes: the broker drops what it can’t publish, and tells nobody.',
  fix: 'Declare the exchange and bind a queue to it, or correct the name in the argument or policy.',
  source: sources.deadLetters,
  evaluate: (look) => claims(look, 'missing', missing),
}

/** Q12. It exists, and nothing there takes the message. */
export const deadLetterNowhere: Rule = {
  id: 'rabbitmq/dead-letter-nowhere',
  title: 'Dead letters reach a queue',
  why: 'Declared is not routed: the exchange is there, no binding takes the key of the dead letters, and they are dropped without an error.',
  fix: 'Bind a queue to the dead-letter exchange with the key of the dead letters, or with # if it is a topic exchange.',
  source: sources.deadLetters,
  evaluate: (look) => claims(look, 'nowhere', nowhere),
}

function claims(
  look: Look,
  ends: 'missing' | 'nowhere',
  make: (look: Look, queue: QueueModel, exchange: string) => Candidate,
) {
  return judged(unobserved(look, ['GET /api/exchanges', 'GET /api/bindings', 'GET /api/policies']), () =>
    [...deadLetters(look)].flatMap(([entity, dead]) => {
      const queue = queueModels(look).get(entity)
      return dead.ends !== ends || dead.exchange === null || queue === undefined
        ? []
        : [make(look, queue, dead.exchange)]
    }),
  )
}

function missing(look: Look, queue: QueueModel, exchange: string): Candidate {
  const { entity, name } = queue
  return {
    entity,
    severity: 'critical',
    title: `Dead letters of ${name} are lost: the exchange ${exchange} does not exist`,
    holdMs: 0,
    evidence: [settingEvidence(look, queue)],
  }
}

function nowhere(look: Look, queue: QueueModel, exchange: string): Candidate {
  const { entity, vhost, name, settings } = queue
  const key = settings.deadLetterKey === null ? 'their own keys' : `the key ${settings.deadLetterKey}`
  const gone = removedBindings(look, vhost, exchange)
  return {
    entity,
    severity: 'critical',
    title: `Dead letters of ${name} are lost: nothing bound to ${exchange} takes ${key}`,
    // a node that goes takes its classic queues along: then that is to be said first
    holdMs: nodeNames(look).every((node) => isRunning(look, node)) ? 0 : awayMs,
    evidence: [
      settingEvidence(look, queue),
      factEvidence(look, rabbitmqEntity('exchange', vhost, exchange), 'exchange.about', `${exchange} exists`),
      ...gone,
    ],
  }
}

function settingEvidence(look: Look, { entity, inForce }: QueueModel): Candidate['evidence'][number] {
  const from = inForce.find(({ key }) => key === 'dead-letter-exchange')?.from ?? 'argument'
  const fact = from === 'argument' ? 'queue.about' : 'queue.policy'
  return factEvidence(
    look,
    entity,
    fact,
    `The dead-letter exchange comes from ${from === 'argument' ? 'an' : 'the'} ${from}`,
  )
}

function removedBindings(look: Look, vhost: string, exchange: string): Candidate['evidence'] {
  return look
    .changes(['binding.about'], look.moment.at - backMs)
    .filter(({ before, after }) => {
      const about = record(before)
      return after === null && about['vhost'] === vhost && about['source'] === exchange
    })
    .map(({ at, entity, before }) => ({
      ...{ entity, fact: 'binding.about', from: at, to: at },
      says: `The binding to ${String(record(before)['destination'])} went then`,
    }))
}
