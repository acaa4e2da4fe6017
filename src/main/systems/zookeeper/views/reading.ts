import type { Json } from '../../../../shared/base/json.ts'
import type { Look, Series } from '../../moment.ts'
import type { Gap } from '../../sample.ts'

/** Over which what moves is told per second. */
export const rateWindowMs = 60_000

export function number(look: Look, entity: string, metric: string): number | null {
  return look.moment.value(entity, metric) ?? null
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

/** Ids of all members known at the moment, in the order they were told. */
export function memberIds(look: Look): readonly string[] {
  return [...look.moment.facts('member.state').keys()].map((entity) => entity.slice('member/'.length))
}

/** Σ of a metric over all entities that tell it; null: none does. */
export function total(look: Look, metric: string): number | null {
  const told = [...(look.moment.column(metric)?.values ?? [])].filter((one) => !Number.isNaN(one))
  return told.length === 0 ? null : told.reduce((sum, one) => sum + one, 0)
}

/**
 * What a counter rose by over a stretch, and how long that stretch was seen: falls (a restart, a new epoch) and gaps
 * are left out of both.
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
export function perSecond(look: Look, entity: string, metric: string): number | null {
  const { by, overMs } = risen(look.series(entity, metric, look.moment.at - rateWindowMs))
  return overMs > 0 ? (by * 1000) / overMs : null
}

/** Δsum ÷ Δcount over the last minute; null: nothing happened, or not seen. */
export function meanOver(look: Look, entity: string, sum: string, count: string): number | null {
  const from = look.moment.at - rateWindowMs
  const events = risen(look.series(entity, count, from)).by
  return events > 0 ? risen(look.series(entity, sum, from)).by / events : null
}

/** What could not be asked of one member. */
export function gapsOf(look: Look, member: string): readonly Gap[] {
  return look.moment.gaps.filter(({ entity }) => entity === `member/${member}`)
}

export interface ConnectionsSeen {
  /** Every connection that may exist is in the sample. */
  readonly all: boolean
  /** Members whose connections could not be seen, with the reason. */
  readonly blind: readonly { readonly member: string; readonly why: string; readonly fix: string | null }[]
}

/** Who refuses connections holds none; of who is silent, hidden or closed nothing is known. */
export function connectionsSeen(look: Look): ConnectionsSeen {
  const blind = memberIds(look).flatMap((member) => {
    const state = text(look, `member/${member}`, 'member.state')
    if (state === 'refused' || state === 'not-serving') return []
    const gap = gapsOf(look, member).find(({ ask }) => ask === 'srvr' || ask === 'cons')
    return gap === undefined ? [] : [{ member, why: gap.message, fix: gap.fix ?? null }]
  })
  return { all: blind.length === 0, blind }
}
