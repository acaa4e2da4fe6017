import type { Look } from '../../moment.ts'
import { queueModels, type QueueModel } from '../views/model.ts'
import { ratesOf, slopesOf } from '../views/rates.ts'
import { byEntity, onceAMoment } from '../views/reading.ts'

/** A queue's figures as rules compare them; undefined: not observed. */
export interface QueueState extends QueueModel {
  readonly ready: number | undefined
  readonly unacked: number | undefined
  readonly consumers: number | undefined
  readonly capacity: number | undefined
  readonly deadPending: number | undefined
  readonly publish: number | undefined
  readonly deliver: number | undefined
  readonly ack: number | undefined
  readonly redeliver: number | undefined
  /** Of `ready`, per second. */
  readonly growth: number | undefined
}

/** Every queue with its figures, read once for all rules. */
export const queueStates = onceAMoment((look: Look): readonly QueueState[] => {
  const gauges = {
    ready: byEntity(look, 'queue.ready'),
    unacked: byEntity(look, 'queue.unacked'),
    consumers: byEntity(look, 'queue.consumers'),
    capacity: byEntity(look, 'queue.capacity'),
    deadPending: byEntity(look, 'queue.dead_pending'),
    publish: ratesOf(look, 'queue.publish'),
    deliver: ratesOf(look, 'queue.deliver'),
    ack: ratesOf(look, 'queue.ack'),
    redeliver: ratesOf(look, 'queue.redeliver'),
    growth: slopesOf(look, 'queue.ready'),
  }
  return [...queueModels(look).values()].map((model) => ({
    ...model,
    ready: gauges.ready.get(model.entity),
    unacked: gauges.unacked.get(model.entity),
    consumers: gauges.consumers.get(model.entity),
    capacity: gauges.capacity.get(model.entity),
    deadPending: gauges.deadPending.get(model.entity),
    publish: gauges.publish.get(model.entity),
    deliver: gauges.deliver.get(model.entity),
    ack: gauges.ack.get(model.entity),
    redeliver: gauges.redeliver.get(model.entity),
    growth: gauges.growth.get(model.entity),
  }))
})
