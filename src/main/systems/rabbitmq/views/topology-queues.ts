import type { TopologyQueue } from '../../../../shared/systems/rabbitmq-topology-views.ts'
import { number, text } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import { deadLetters, type QueueModel } from './model.ts'
import { orNull, ratesOf, slopesOf } from './rates.ts'
import { findingsByEntity, onceAMoment } from './reading.ts'

const rates = onceAMoment((look: Look) => ({
  publish: ratesOf(look, 'queue.publish'),
  deliver: ratesOf(look, 'queue.deliver'),
  ack: ratesOf(look, 'queue.ack'),
  redeliver: ratesOf(look, 'queue.redeliver'),
  growth: slopesOf(look, 'queue.ready'),
  findings: findingsByEntity(look),
}))

const severities = ['critical', 'warning', 'info'] as const

export function topologyQueue(look: Look, queue: QueueModel): TopologyQueue {
  const { entity, name, type, policy, durable } = queue
  const { publish, deliver, ack, redeliver, growth, findings } = rates(look)
  const found = findings.get(entity) ?? []
  return {
    ...{ name, type, policy, durable },
    state: text(look, entity, 'queue.state'),
    ready: number(look, entity, 'queue.ready'),
    unacked: number(look, entity, 'queue.unacked'),
    consumers: number(look, entity, 'queue.consumers'),
    publish: orNull(publish.get(entity)),
    deliver: orNull(deliver.get(entity)),
    ack: orNull(ack.get(entity)),
    redeliver: orNull(redeliver.get(entity)),
    growth: orNull(growth.get(entity)),
    findings: found.length,
    worst: severities.find((severity) => found.some((finding) => finding.severity === severity)) ?? null,
    deadLetter: deadLetters(look).get(entity) ?? { ends: 'depends', exchange: null, key: null, queues: [] },
  }
}
