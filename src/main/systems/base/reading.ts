import type { Json } from '../../../shared/base/json.ts'
import type { Look, Series } from '../moment.ts'

/** How views read a moment. */

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

export function since(look: Look, entity: string, key: string): number | null {
  return look.moment.facts(key).get(entity)?.since ?? null
}

/**
 * What a counter rose by over a stretch, and how long that stretch was seen: falls (a restart, a new epoch) and gaps are left out of
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
