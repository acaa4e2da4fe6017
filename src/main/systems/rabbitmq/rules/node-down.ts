import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { factEvidence } from '../../base/evidence.ts'
import { record, text } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { queueModels } from '../views/model.ts'
import { nodeNames, nodeState, stringOf } from '../views/reading.ts'
import { sources } from './sources.ts'

/** A restart of the management alone is over by then. */
const holdMs = 3000
/** A node that starts is known to its peers by then. */
const apartMs = 10_000
/** Its bindings may be seen to go before it is. */
const beforeMs = 15_000

const words: Readonly<Record<string, string>> = {
  hangs: 'hangs: it takes connections and gives no answer',
  stopped: 'is down: nothing listens there',
  unreachable: 'can’t be reached from here',
  closed: 'lets us not in',
  foreign: 'does not answer as RabbitMQ does',
}

/** Q31. Whoever does not answer at all: what follows from that is folded under it. */
export const nodeDown: Rule = {
  id: 'rabbitmq/node-down',
  title: 'Every node runs and answers',
  why: 'What lies on that node alone is gone, quorum queues have one member less. While a node hangs, whoever asks its peers for what needs every node’s answer waits with it.',
  fix: 'Look at the process and its machine: does it run, is it stopped, does it swap, or is the way there cut? One that hangs is given up by its peers after net_ticktime.',
  source: sources.monitoring,
  evaluate: (look) => ({ candidates: nodeNames(look).flatMap((name) => candidate(look, name) ?? []) }),
}

function candidate(look: Look, name: string): Candidate | undefined {
  const entity = rabbitmqEntity('node', name)
  const how = words[nodeState(look, name)]
  const runs = look.moment.fact(entity, 'node.running')
  if (how === undefined) return runs === false ? apart(look, name, entity) : undefined
  const isContradicted = nodeState(look, name) === 'stopped' && runs === true
  const title = isContradicted
    ? `The management of ${name} is down: its peers still say that the node runs`
    : `${name} ${how}`
  return {
    ...{ entity, title, holdMs },
    severity: nodeState(look, name) === 'hangs' || !isContradicted ? 'critical' : 'warning',
    evidence: [
      factEvidence(look, entity, 'node.state', text(look, entity, 'node.why') ?? title),
      ...(runs === false
        ? [factEvidence(look, entity, 'node.running', 'Its peers say that it does not run')]
        : []),
    ],
    explains: [
      'rabbitmq/quorum-at-risk cluster',
      'rabbitmq/statistics cluster',
      ...lostBindings(look, entity),
    ],
  }
}

/** It starts, or it is on the other side of a partition. */
function apart(look: Look, name: string, entity: string): Candidate | undefined {
  if (nodeState(look, name) !== 'running') return undefined
  const title = `${name} answers, and its peers say that it does not run`
  return {
    ...{ entity, title, holdMs: apartMs },
    severity: 'critical',
    evidence: [factEvidence(look, entity, 'node.running', title)],
  }
}

/** A classic queue goes with its node, and its bindings with it: what used to go there goes nowhere meanwhile. */
function lostBindings(look: Look, entity: string): readonly string[] {
  const from = look.moment.facts('node.state').get(entity)?.since ?? look.moment.at
  const gone = look
    .changes(['binding.about'], from - beforeMs)
    .filter(({ after }) => after === null)
    .map(({ before }) => record(before))
  const sources = new Set(gone.map((about) => `${stringOf(about['vhost'])}\n${stringOf(about['source'])}`))
  const queues = [...queueModels(look).values()].filter(({ vhost, settings }) =>
    sources.has(`${vhost}\n${settings.deadLetterExchange ?? ''}`),
  )
  const exchanges = gone.map((about) =>
    rabbitmqEntity('exchange', stringOf(about['vhost']), stringOf(about['source'])),
  )
  return [
    ...queues.map((queue) => `rabbitmq/dead-letter-nowhere ${queue.entity}`),
    ...[...new Set(exchanges)].map((exchange) => `rabbitmq/unroutable ${exchange}`),
  ]
}
