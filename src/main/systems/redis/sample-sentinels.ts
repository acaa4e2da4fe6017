import type { Json } from '../../../shared/base/json.ts'
import type { EntitySet, FactColumn, ValueColumn } from '../sample.ts'
import { addressOf } from '../base/address.ts'
import {
  parseRecords,
  recordAddress,
  recordFlags,
  recordNumber,
  type SentinelRecord,
} from './ask/sentinel.ts'
import { factColumn, sameOrNew, valueColumn } from '../base/columns.ts'
import type { ParsedServer } from './parsed-server.ts'
import type { RawWatched } from './raw.ts'
import { versionOf } from './sample-nodes.ts'

interface Belief {
  readonly master: Json
  readonly address: Json | undefined
  readonly quorum: Json | undefined
}

interface Instance {
  readonly fact: Json
  readonly record: SentinelRecord
}

/** What each sentinel believes, as facts without anything that moves all the time, and how long ago it heard of whom. */
export class SentinelFold {
  #sentinels: EntitySet | undefined
  #beliefs: EntitySet | undefined
  #instances: EntitySet | undefined
  readonly #lastFacts = new Map<string, { text: string; fact: Json }>()

  columns(sentinels: readonly ParsedServer[]): {
    readonly values: readonly ValueColumn[]
    readonly facts: readonly FactColumn[]
  } {
    const byPath = new Map(sentinels.map((one) => [`sentinel/${one.address}`, one]))
    const beliefs = new Map(sentinels.flatMap(beliefsOf))
    const instances = new Map(sentinels.flatMap(instancesOf))
    // who doesn't answer goes on believing, as far as we know
    const silent = sentinels.filter(({ why }) => why !== undefined).map(({ address }) => `belief/${address}/`)
    const stays = (path: string) => silent.some((prefix) => path.startsWith(prefix))
    const kept = (before: EntitySet | undefined, now: Iterable<string>) =>
      sameOrNew(before, [...new Set([...now, ...(before?.paths.filter(stays) ?? [])])])
    this.#sentinels = sameOrNew(this.#sentinels, [...byPath.keys()])
    this.#beliefs = kept(this.#beliefs, beliefs.keys())
    this.#instances = kept(this.#instances, instances.keys())
    return {
      values: instanceValues(this.#instances, instances),
      facts: [
        factColumn('sentinel.state', this.#sentinels, (path) => byPath.get(path)?.state),
        factColumn('sentinel.why', this.#sentinels, (path) => byPath.get(path)?.why?.message ?? null),
        factColumn('sentinel.version', this.#sentinels, (path) => ofServing(byPath.get(path))),
        factColumn('belief.master', this.#beliefs, (path) => this.#same(path, beliefs.get(path)?.master)),
        factColumn('belief.address', this.#beliefs, (path) => beliefs.get(path)?.address),
        factColumn('belief.quorum', this.#beliefs, (path) =>
          this.#same(`${path} quorum`, beliefs.get(path)?.quorum),
        ),
        factColumn('belief.instance', this.#instances, (path) => this.#same(path, instances.get(path)?.fact)),
      ],
    }
  }

  /** The very same object as before where nothing changed: the store compares identity first. */
  #same(path: string, fact: Json | undefined): Json | undefined {
    if (fact === undefined) return undefined
    const text = JSON.stringify(fact)
    const before = this.#lastFacts.get(path)
    if (before?.text === text) return before.fact
    this.#lastFacts.set(path, { text, fact })
    return fact
  }
}

function ofServing(server: ParsedServer | undefined): string | undefined {
  return server?.why === undefined && server !== undefined ? versionOf(server) : undefined
}

function watchedMasters(server: ParsedServer): readonly (readonly [string, SentinelRecord, RawWatched])[] {
  const { watched = {}, replies } = server.raw
  return parseRecords(replies['SENTINEL MASTERS']).flatMap((record) => {
    const name = record.get('name') ?? ''
    const rest = watched[name]
    return rest === undefined ? [] : [[name, record, rest] as const]
  })
}

function beliefsOf(server: ParsedServer): readonly (readonly [string, Belief])[] {
  return watchedMasters(server).map(([name, record, { quorum, quorumOk, address }]) => [
    `belief/${server.address}/${name}`,
    {
      master: {
        address: recordAddress(record),
        flags: recordFlags(record).join(','),
        epoch: recordNumber(record, 'config-epoch'),
        quorum: recordNumber(record, 'quorum'),
        replicas: recordNumber(record, 'num-slaves'),
        others: recordNumber(record, 'num-other-sentinels'),
        downAfterMs: recordNumber(record, 'down-after-milliseconds'),
        failoverTimeoutMs: recordNumber(record, 'failover-timeout'),
      },
      address: Array.isArray(address) ? addressOf(String(address[0]), String(address[1])) : undefined,
      quorum: quorum === null || quorumOk === null ? undefined : { ok: quorumOk, says: quorum },
    },
  ])
}

function instancesOf(server: ParsedServer): readonly (readonly [string, Instance])[] {
  return watchedMasters(server).flatMap(([name, record, { replicas, sentinels }]) => {
    const of = (kind: string, one: SentinelRecord): readonly [string, Instance] => [
      `belief/${server.address}/${name}/${recordAddress(one)}`,
      { record: one, fact: instanceFact(kind, one) },
    ]
    return [
      of('master', record),
      ...parseRecords(replicas).map((one) => of('replica', one)),
      ...parseRecords(sentinels).map((one) => of('sentinel', one)),
    ]
  })
}

function instanceFact(kind: string, record: SentinelRecord): Json {
  const flags = recordFlags(record).join(',')
  if (kind !== 'replica') return { kind, flags }
  return {
    ...{ kind, flags },
    link: record.get('master-link-status') ?? '',
    priority: recordNumber(record, 'slave-priority'),
    follows: addressOf(record.get('master-host') ?? '', record.get('master-port') ?? ''),
  }
}

function instanceValues(
  entities: EntitySet,
  instances: ReadonlyMap<string, Instance>,
): readonly ValueColumn[] {
  const fields = {
    'belief.silent_ms': 'last-ok-ping-reply',
    'belief.hello_ms': 'last-hello-message',
    'belief.link_down_ms': 'master-link-down-time',
  }
  return Object.entries(fields).map(([metric, field]) =>
    valueColumn(metric, entities, (path) => {
      const instance = instances.get(path)
      return instance && recordNumber(instance.record, field)
    }),
  )
}
