import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { alarmsOf, isRunning, nodeNames } from '../views/reading.ts'
import { counted } from './claims.ts'
import { sources } from './sources.ts'

/** Q01. What has run out on one node stops the publishers of all. */
export const alarm: Rule = {
  id: 'rabbitmq/alarm',
  title: 'No node has run out of memory or disk',
  why: 'One node above its watermark blocks every connection that publishes, on all nodes: producers hang without an error.',
  fix: 'Drain what is queued there (more consumers, or purge what nobody needs), give the node memory or disk, or raise the watermark if the machine has more.',
  source: sources.alarms,
  evaluate(look) {
    const names = nodeNames(look)
    const silent = names.filter((name) => !isRunning(look, name))
    return {
      candidates: names
        .filter((name) => !silent.includes(name))
        .flatMap((name) => candidate(look, name) ?? []),
      ...(silent.length === 0
        ? {}
        : {
            missing: `No answer from ${silent.join(', ')}: whether memory and disk last there is not known`,
            unjudged: silent.map((name) => rabbitmqEntity('node', name)),
          }),
    }
  },
}

const metrics = { memory: 'node.memory', disk: 'node.disk_free', file_descriptors: 'node.fds' } as const

function candidate(look: Look, name: string): Candidate | undefined {
  const alarms = alarmsOf(look, name)
  if (alarms.length === 0) return undefined
  const entity = rabbitmqEntity('node', name)
  const blocked = [...look.moment.facts('connection.state')].filter(([, { value }]) => value === 'blocked')
  const who =
    blocked.length === 0
      ? 'publishers of all nodes are blocked'
      : `${counted(blocked.length, 'publisher')} of all nodes blocked`
  return {
    entity,
    severity: 'critical',
    title: `${name} has run out of ${alarms.join(' and ').replace('_', ' ')}: ${who}`,
    holdMs: 0,
    evidence: [
      factEvidence(look, entity, 'node.alarms', `${name} says: ${alarms.join(', ')}`),
      ...alarms.map((one) =>
        metricEvidence(look, entity, metrics[one], `${one.replace('_', ' ')} of ${name}`),
      ),
      ...blocked
        .slice(0, 5)
        .map(([connection]) => factEvidence(look, connection, 'connection.state', 'blocked')),
    ],
  }
}
