import type { Json } from '../../../../shared/base/json.ts'
import type { Blind } from '../../../../shared/systems/redis-views.ts'
import type { Look, Series } from '../../moment.ts'

/** Over which what moves is told per second. */
export const rateWindowMs = 60_000

export function number(look: Look, entity: string, metric: string): number | null {
  const value = look.moment.value(entity, metric)
  return value === undefined || Number.isNaN(value) ? null : value
}

export function text(look: Look, entity: string, key: string): string | null {
  const value = look.moment.fact(entity, key)
  return typeof value === 'string' ? value : null
}

export function record(value: Json | undefined): { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })
    : {}
}

export function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : []
}

export function stringOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** null where it is none, NaN included. */
export function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' && !Number.isNaN(value) ? value : null
}

export function since(look: Look, entity: string, key: string): number | null {
  return look.moment.facts(key).get(entity)?.since ?? null
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

/**
 * What a counter rose by over a stretch, and how long that stretch was seen: falls (a restart) and gaps are left out of
 * both.
 */
export function risen({ t, v }: Series): { by: number; overMs: number } {
  let by = 0
  let overMs = 0
  for (let i = 1; i < t.length; i++) {
    const step = (v[i] ?? NaN) - (v[i - 1] ?? NaN)
    if (!(step >= 0)) continue
    by += step
    overMs += (t[i] ?? 0) - (t[i - 1] ?? 0)
  }
  return { by, overMs }
}

/** Per second over the last minute; null: not seen twice. */
export function perSecond(
  look: Look,
  entity: string,
  metric: string,
  windowMs = rateWindowMs,
): number | null {
  const { by, overMs } = risen(look.series(entity, metric, look.moment.at - windowMs))
  return overMs > 0 ? (by * 1000) / overMs : null
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
