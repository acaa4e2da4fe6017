import { rabbitmqEntity } from '../../../shared/systems/rabbitmq-entities.ts'
import { sameOrNew } from '../base/columns.ts'
import type { EntitySet, Gap, Sample } from '../sample.ts'
import { listIn, textIn } from './ask/fields.ts'
import { parseNodes, type ParsedNode } from './parsed-node.ts'
import type { RawFailure, RawReplies } from './raw.ts'
import { ClientsFold } from './sample-clients.ts'
import { clusterFacts, clusterValues } from './sample-cluster.ts'
import { nodeFacts, nodeValues, VersionBook } from './sample-nodes.ts'
import { QueuesFold } from './sample-queues.ts'
import { RoutingFold } from './sample-routing.ts'

/**
 * Raw replies to samples, one after the other: the same replies in the same order always give the same samples.
 * Between them it keeps entity sets, names of nodes, and what isn't asked each time.
 */
export class SampleFold {
  #set: EntitySet | undefined
  #nodes: readonly ParsedNode[] = []
  /** Names; asked less often than what lies in them. */
  #vhosts: readonly string[] = []
  #closed: readonly Gap[] = []
  readonly #queues = new QueuesFold()
  readonly #routing = new RoutingFold()
  readonly #clients = new ClientsFold()
  readonly #versions = new VersionBook()

  /** As of the last sample. */
  get nodes(): readonly ParsedNode[] {
    return this.#nodes
  }

  get source(): QueuesFold['source'] {
    return this.#queues.source
  }

  toSample(raw: RawReplies): Sample {
    const nodes = parseNodes(
      raw,
      this.#nodes.map(({ name }) => name),
    )
    this.#nodes = nodes
    this.#set = sameOrNew(
      this.#set,
      nodes.map(({ entity }) => entity),
    )
    const vhosts = raw.replies['GET /api/vhosts']
    if (vhosts !== undefined) this.#vhosts = listIn(vhosts).map((vhost) => textIn(vhost, 'name') ?? '')
    const queues = this.#queues.columns(raw)
    const routing = this.#routing.columns(raw)
    const clients = this.#clients.columns(raw)
    return {
      at: raw.at,
      tookMs: raw.tookMs,
      values: [
        ...clusterValues(raw, nodes),
        ...nodeValues(nodes, this.#set, raw.slow),
        ...[queues, routing, clients].flatMap(({ values }) => values),
      ],
      facts: [
        ...clusterFacts(raw, nodes, this.#queues.source),
        ...nodeFacts(nodes, this.#set, raw, this.#versions),
        ...[queues, routing, clients].flatMap(({ facts }) => facts),
      ],
      gaps: [...gapsOf(raw, nodes), ...this.#closedVhosts(raw)],
      cost: raw.cost,
    }
  }

  /** Every virtual host has exchanges of its own from the start: who sees none of them may not enter. */
  #closedVhosts(raw: RawReplies): readonly Gap[] {
    const exchanges = raw.replies['GET /api/exchanges']
    if (exchanges === undefined) return this.#closed
    const open = new Set(listIn(exchanges).map((exchange) => textIn(exchange, 'vhost')))
    const isLookedAt = (name: string) => raw.vhosts.length === 0 || raw.vhosts.includes(name)
    return (this.#closed = this.#vhosts.filter((name) => !open.has(name) && isLookedAt(name)).map(closedGap))
  }
}

function gapsOf(raw: RawReplies, nodes: readonly ParsedNode[]): readonly Gap[] {
  const ofNodes = nodes.flatMap(({ entity, raw: own }) =>
    Object.entries(own?.failures ?? {}).map(([ask, failure]) => gap(entity, ask, failure)),
  )
  const unasked = nodes.flatMap(({ name, entity, raw: own, state }) =>
    own === undefined || (!own.isSure && state !== 'stopped') ? [unaskedGap(name, entity)] : [],
  )
  const ofCluster = Object.entries(raw.failures).map(([ask, failure]) => gap('', ask, failure))
  const cut = Object.entries(raw.cut).map(([ask, total]): Gap => ({
    ...{ entity: '', ask, code: 'unsupported' },
    message: `There are ${total}: the first of them are listed, the rest is counted`,
  }))
  return [...ofNodes, ...unasked, ...ofCluster, ...cut]
}

function gap(entity: string, ask: string, { code, message, fix }: RawFailure): Gap {
  return { entity, ask, code, message, ...(fix === undefined ? {} : { fix }) }
}

/** It can't be told from here whether it hangs. */
function unaskedGap(name: string, entity: string): Gap {
  return {
    ...{ entity, ask: 'GET /api/health/checks/local-alarms', code: 'not-found' },
    message: `The management of ${name} is not reached from here: whether it hangs only its peers can say, late`,
    fix: 'Name the management addresses of all nodes in the connection string',
  }
}

function closedGap(name: string): Gap {
  return {
    entity: rabbitmqEntity('vhost', name),
    ask: 'GET /api/queues',
    code: 'forbidden',
    message: `The user may not enter the virtual host ${name}: its queues, exchanges and bindings are not seen`,
    fix: `rabbitmqctl set_permissions -p ${name} <user> '^$' '^$' '^$' lets it in, with no right to do anything`,
  }
}
