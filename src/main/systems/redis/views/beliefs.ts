import type { Look } from '../../moment.ts'
import { number, record, text } from '../../base/reading.ts'
import { numberOf, stringOf } from './reading.ts'

/** What one sentinel that answers believes of one master. */
export interface Belief {
  readonly sentinel: string
  readonly entity: string
  /** What it gives to clients. */
  readonly given: string | null
  readonly epoch: number | null
  readonly quorum: number | null
  /** Other sentinels that it counts. */
  readonly others: number | null
  readonly downAfterMs: number | null
  readonly failoverTimeoutMs: number | null
  readonly quorumSays: string | null
  readonly quorumOk: boolean | null
}

/** What one sentinel that answers believes of one instance. */
export interface InstanceBelief {
  readonly sentinel: string
  readonly entity: string
  /** Address. */
  readonly instance: string
  readonly kind: 'master' | 'replica' | 'sentinel'
  readonly flags: readonly string[]
  /** Of a replica: `ok` or `err`. */
  readonly link: string
  readonly priority: number | null
  readonly linkDownMs: number | null
}

export function isSentinelServing(look: Look, sentinel: string): boolean {
  return text(look, `sentinel/${sentinel}`, 'sentinel.state') === 'serving'
}

export function masterNames(look: Look): readonly string[] {
  const names = [...look.moment.facts('belief.master').keys()].map((entity) => entity.split('/')[2] ?? '')
  return [...new Set(names)].sort()
}

/** Of sentinels that answer now: what a silent one believes may be over. */
export function beliefsOf(look: Look, name: string): readonly Belief[] {
  return [...look.moment.facts('belief.master')].flatMap(([entity, { value }]) => {
    const [, sentinel = '', of] = entity.split('/')
    if (of !== name || !isSentinelServing(look, sentinel)) return []
    const belief = record(value)
    const check = record(look.moment.fact(entity, 'belief.quorum'))
    return [
      {
        sentinel,
        entity,
        given: text(look, entity, 'belief.address'),
        epoch: numberOf(belief['epoch']),
        quorum: numberOf(belief['quorum']),
        others: numberOf(belief['others']),
        downAfterMs: numberOf(belief['downAfterMs']),
        failoverTimeoutMs: numberOf(belief['failoverTimeoutMs']),
        quorumSays: typeof check['says'] === 'string' ? check['says'] : null,
        quorumOk: typeof check['ok'] === 'boolean' ? check['ok'] : null,
      },
    ]
  })
}

export function instancesOf(look: Look, name: string): readonly InstanceBelief[] {
  return [...look.moment.facts('belief.instance')].flatMap(([entity, { value }]) => {
    const [, sentinel = '', of, instance = ''] = entity.split('/')
    if (of !== name || !isSentinelServing(look, sentinel)) return []
    const belief = record(value)
    return [
      {
        ...{ sentinel, entity, instance },
        kind: stringOf(belief['kind']) as InstanceBelief['kind'],
        flags: stringOf(belief['flags']).split(','),
        link: stringOf(belief['link']),
        priority: numberOf(belief['priority']),
        linkDownMs: number(look, entity, 'belief.link_down_ms'),
      },
    ]
  })
}

/** Every sentinel of a master: those that answer, and those that they name. */
export function knownSentinels(look: Look, name: string): ReadonlySet<string> {
  const asked = beliefsOf(look, name).map(({ sentinel }) => sentinel)
  const named = instancesOf(look, name)
    .filter(({ kind }) => kind === 'sentinel')
    .map(({ instance }) => instance)
  return new Set([...asked, ...named])
}

/** Which address most sentinels give to clients; null: nobody answers. */
export function givenAddress(look: Look, name: string): string | null {
  const given = beliefsOf(look, name).flatMap(({ given: address }) => address ?? [])
  const counts = Map.groupBy(given, (address) => address)
  return [...counts].sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? null
}
