import { list, record, text } from '../../base/reading.ts'
import type { Json } from '../../../../shared/base/json.ts'
import type { Blind } from '../../../../shared/systems/redis-views.ts'
import type { Look } from '../../moment.ts'

export function stringOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** null where it is none, NaN included. */
export function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' && !Number.isNaN(value) ? value : null
}

/** All data nodes known at the moment, in the order they were told. */
export function nodeAddresses(look: Look): readonly string[] {
  return [...look.moment.facts('node.state').keys()].map((entity) => entity.slice('node/'.length))
}

export function sentinelAddresses(look: Look): readonly string[] {
  return [...look.moment.facts('sentinel.state').keys()].map((entity) => entity.slice('sentinel/'.length))
}

export function isServing(look: Look, address: string): boolean {
  return text(look, `node/${address}`, 'node.state') === 'serving'
}

/** Data nodes that answer and say that they are masters. */
export function servingMasters(look: Look): readonly string[] {
  return nodeAddresses(look).filter(
    (address) => isServing(look, address) && text(look, `node/${address}`, 'node.role') === 'master',
  )
}

/** Σ of what is known; null: nothing is. */
export function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0)
}

/** A setting of one server; null: CONFIG GET isn't open, or it has no such setting. */
export function setting(look: Look, address: string, name: string): string | null {
  const value = record(look.moment.fact(`node/${address}`, 'node.config'))[name]
  return typeof value === 'string' ? value : null
}

export function numericSetting(look: Look, address: string, name: string): number | null {
  const value = setting(look, address, name)
  return value === null || value === '' ? null : Number(value)
}

export function blindSpots(look: Look, entity?: string): readonly Blind[] {
  return look.moment.gaps
    .filter((gap) => entity === undefined || gap.entity === entity)
    .map(({ entity: of, ask, message, fix }) => ({ entity: of, ask, why: message, fix: fix ?? null }))
}

/** A fact that is a list of names; null: not observed. */
export function namesIn(fact: Json | undefined): readonly string[] | null {
  return Array.isArray(fact) ? list(fact).map(stringOf) : null
}
