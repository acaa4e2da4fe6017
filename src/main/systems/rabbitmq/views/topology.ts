import type { Json } from '../../../../shared/base/json.ts'
import { OrreryError } from '../../../../shared/base/errors.ts'
import type { TopologyData } from '../../../../shared/systems/rabbitmq-topology-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { bindingsOf, queuesByVhost, vhostNames, type KnownBinding, type QueueModel } from './model.ts'
import { ratesOf } from './rates.ts'
import { blindSpots, byEntity, findingsByEntity, readAt, sourceOf, sum } from './reading.ts'
import { exchangesIn } from './topology-exchanges.ts'
import { topologyQueue } from './topology-queues.ts'

const usualLimit = 400

export const topology: View = {
  run: (look, { vhost, limit, search }) => ({
    ...topologyData(
      look,
      chosenVhost(look, vhost),
      typeof limit === 'number' ? limit : usualLimit,
      typeof search === 'string' ? search.toLowerCase() : '',
    ),
  }),
  instances: (look) => vhostNames(look).map((vhost) => ({ vhost })),
}

/** That of the arguments, else the one with the most queues. @throws OrreryError `not-found` */
export function chosenVhost(look: Look, wanted: Json | undefined): string {
  const names = vhostNames(look)
  if (typeof wanted === 'string') {
    if (names.includes(wanted)) return wanted
    throw new OrreryError('not-found', `No virtual host ${wanted} was known then`)
  }
  const count = (name: string) => queuesByVhost(look).get(name)?.length ?? 0
  return names.toSorted((a, b) => count(b) - count(a))[0] ?? '/'
}

function topologyData(look: Look, vhost: string, limit: number, search: string): TopologyData {
  const all = queuesByVhost(look).get(vhost) ?? []
  const bindings = bindingsOf(look, vhost)
  const shown = weightiest(
    look,
    all.filter((queue) => isSought(queue, bindings, search)),
    limit,
  )
  const queues = shown.map((queue) => topologyQueue(look, queue))
  const { exchanges, hidden, alternates } = exchangesIn(look, vhost, bindings, queues, search)
  const exchangeAt = new Map(exchanges.map(({ name }, i) => [name, i]))
  const queueAt = new Map(queues.map(({ name }, i) => [name, i]))
  return {
    vhost,
    vhosts: vhostNames(look),
    ...{ exchanges, hidden, queues, alternates },
    totalQueues: all.length,
    totalBindings: bindings.length,
    bindings: bindings.flatMap((binding) => {
      const from = exchangeAt.get(binding.source)
      const to = (binding.toExchange ? exchangeAt : queueAt).get(binding.destination)
      if (from === undefined || to === undefined) return []
      const { toExchange, key, arguments: args } = binding
      const publish = toExchange ? null : (queues[to]?.publish ?? null)
      return [
        { from, to, toExchange, key, arguments: args, rate: isOnlyWay(binding, bindings) ? publish : null },
      ]
    }),
    deadLetters: queues.flatMap(({ deadLetter: { exchange, key, ends } }, from) => {
      const to = exchange === null ? undefined : exchangeAt.get(exchange)
      return to === undefined ? [] : [{ from, to, key, ends }]
    }),
    published: sum(exchanges.map((exchange) => exchange.in)),
    delivered: sum(queues.map(({ deliver }) => deliver)),
    source: sourceOf(look),
    readAt: readAt(look, 'cluster.queues_read'),
    blind: blindSpots(look).filter(({ ask }) => /queues|exchanges|bindings|policies/.test(ask)),
  }
}

function isSought({ name }: QueueModel, bindings: readonly KnownBinding[], search: string): boolean {
  if (search === '' || name.toLowerCase().includes(search)) return true
  return bindings.some(
    ({ toExchange, destination, source }) =>
      !toExchange && destination === name && source.toLowerCase().includes(search),
  )
}

/** Those with findings, traffic or a backlog first, where there are more than can be drawn; in the order of names. */
function weightiest(look: Look, queues: readonly QueueModel[], limit: number): readonly QueueModel[] {
  if (queues.length <= limit) return queues
  const findings = findingsByEntity(look)
  const publish = ratesOf(look, 'queue.publish')
  const ready = byEntity(look, 'queue.ready')
  const weight = ({ entity }: QueueModel) =>
    (findings.has(entity) ? 1e12 : 0) + 1e6 * (publish.get(entity) ?? 0) + (ready.get(entity) ?? 0)
  const chosen = new Set(queues.toSorted((a, b) => weight(b) - weight(a)).slice(0, limit))
  return queues.filter((queue) => chosen.has(queue))
}

/** RabbitMQ counts by queue, not by binding: where one binding alone leads there, that is its rate. */
function isOnlyWay(binding: KnownBinding, bindings: readonly KnownBinding[]): boolean {
  if (binding.toExchange) return false
  const into = bindings.filter(
    ({ toExchange, destination }) => !toExchange && destination === binding.destination,
  )
  return into.length === 1
}
