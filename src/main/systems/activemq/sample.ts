import { factColumn } from '../base/columns.ts'
import type { EntitySet, Gap, Sample } from '../sample.ts'
import { type AskName, askOf } from './ask/asks.ts'
import { BrokerKeys } from './broker-keys.ts'
import type { RawEndpoint, RawReplies } from './raw.ts'
import { BrokerFold } from './sample-brokers.ts'
import { ClientFold } from './sample-clients.ts'
import { DestinationFold } from './sample-destinations.ts'
import { NetworkFold } from './sample-network.ts'

const network: EntitySet = { paths: ['network'] }

/**
 * Raw replies to samples, one after the other: the same replies in the same order always give the same samples.
 * Between them it keeps entity sets, which address serves which broker, and what was not answered in the slow cadence.
 */
export class SampleFold {
  readonly #keys = new BrokerKeys()
  readonly #brokers = new BrokerFold()
  readonly #network = new NetworkFold()
  readonly #destinations = new DestinationFold()
  readonly #clients = new ClientFold()
  /** What is asked rarely goes on missing until it was asked again. */
  readonly #standing = new Map<string, readonly Gap[]>()

  toSample(raw: RawReplies): Sample {
    const serving = this.#keys.take(raw.endpoints)
    const brokers = this.#brokers.columns(raw.endpoints, serving)
    const links = this.#network.columns(serving)
    const clients = raw.slow ? this.#clients.columns(serving) : undefined
    const destinations = raw.slow ? this.#destinations.columns(serving, this.#clients.consumers) : undefined
    const every = factColumn('network.read_every', network, () => raw.everyMs)
    return {
      at: raw.at,
      tookMs: raw.tookMs,
      values: [
        ...brokers.values,
        ...links.values,
        ...(destinations?.values ?? []),
        ...(clients?.values ?? []),
      ],
      facts: [
        every,
        ...brokers.facts,
        ...links.facts,
        ...(destinations?.facts ?? []),
        ...(clients?.facts ?? []),
        ...(raw.settings ? this.#destinations.settings(serving) : []),
      ],
      gaps: raw.endpoints.flatMap((endpoint) => this.#gaps(endpoint)),
      cost: raw.cost,
    }
  }

  #gaps(endpoint: RawEndpoint): readonly Gap[] {
    const now = Object.entries(endpoint.failures).map(([ask, { code, message, fix }]): Gap => ({
      ...{ entity: `endpoint/${endpoint.address}`, ask, code, message },
      ...(fix === undefined ? {} : { fix }),
    }))
    if (endpoint.failures.Broker !== undefined) return now
    const isAnswered = (ask: string) => ask in endpoint.beans
    const before = this.#standing.get(endpoint.address) ?? []
    const isNow = new Set(now.map(({ ask }) => ask))
    const all = [...now, ...before.filter(({ ask }) => !isNow.has(ask) && !isAnswered(ask))]
    this.#standing.set(
      endpoint.address,
      all.filter(({ ask }) => askOf(ask as AskName).cadence !== 'tick'),
    )
    return all
  }
}
