import type { Json } from '../../../../shared/base/json.ts'
import type { Blind } from '../../../../shared/systems/activemq-views.ts'
import { number, record, text } from '../../base/reading.ts'
import type { Column, Look } from '../../moment.ts'
import type { EntitySet } from '../../sample.ts'
import { nobody } from '../sample-brokers.ts'

/** How views and rules of ActiveMQ read a moment. */

export function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null
}

export function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' && !Number.isNaN(value) ? value : null
}

export function claimOf(value: Json | undefined): boolean | null {
  return typeof value === 'boolean' ? value : null
}

/** Σ of what is known; null: nothing is. */
export function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0)
}

export function endpointAddresses(look: Look): readonly string[] {
  return [...look.moment.facts('endpoint.state').keys()].map((entity) => entity.slice('endpoint/'.length))
}

export function brokerKeys(look: Look): readonly string[] {
  return [...look.moment.facts('broker.served_by').keys()].map((entity) => entity.slice('broker/'.length))
}

/** Address that serves a broker now; null: nobody does. */
export function servedBy(look: Look, key: string): string | null {
  const address = text(look, `broker/${key}`, 'broker.served_by')
  return address === nobody ? null : address
}

export function isServed(look: Look, key: string): boolean {
  return servedBy(look, key) !== null
}

/** What the broker says of itself that is no number. */
export function about(look: Look, key: string): { readonly [key: string]: Json } {
  return record(look.moment.fact(`broker/${key}`, 'broker.about'))
}

/** Addresses that serve a broker, or served it last. */
export function endpointsOf(look: Look, key: string): readonly string[] {
  return endpointAddresses(look).filter(
    (address) => text(look, `endpoint/${address}`, 'endpoint.broker') === key,
  )
}

export interface EntityPath {
  readonly kind: string
  readonly broker: string
  /** All that follows: slashes of a name stay in it. */
  readonly rest: string
}

/** `queue/<broker>/<name>` taken apart. */
export function partsOf(entity: string): EntityPath {
  const first = entity.indexOf('/')
  const second = entity.indexOf('/', first + 1)
  return {
    kind: entity.slice(0, first),
    broker: entity.slice(first + 1, second),
    rest: entity.slice(second + 1),
  }
}

export function isAdvisory(name: string): boolean {
  return name.startsWith('ActiveMQ.Advisory.')
}

/** By what the broker says, or by the name that the stock strategies give. */
export function holdsDeadLetters(look: Look, entity: string): boolean {
  return (
    look.moment.fact(entity, 'destination.dlq') === true || partsOf(entity).rest.startsWith('ActiveMQ.DLQ')
  )
}

/** How often destinations are read, ms. */
export function readEveryMs(look: Look): number {
  return numberOf(look.moment.fact('network', 'network.read_every')) ?? 0
}

/** Over which rates of what is read with the destinations are told: at least three readings. */
export function slowWindowMs(look: Look): number {
  return Math.max(60_000, readEveryMs(look) * 3)
}

/** Numbers of a metric by entity, made once for many entities. */
export type NumberOf = (entity: string) => number

const indexes = new WeakMap<EntitySet, ReadonlyMap<string, number>>()

/** Where an entity stands in a set; a set outlives many samples. */
function indexOf(entities: EntitySet): ReadonlyMap<string, number> {
  const known = indexes.get(entities)
  if (known !== undefined) return known
  const index = new Map(entities.paths.map((path, i) => [path, i]))
  indexes.set(entities, index)
  return index
}

/** NaN: not observed. */
export function numbersOf(column: Column | undefined): NumberOf {
  if (column === undefined) return () => NaN
  const index = indexOf(column.entities)
  const { values } = column
  return (entity) => values[index.get(entity) ?? -1] ?? NaN
}

const made = new WeakMap<Float64Array, Map<object, unknown>>()

/**
 * What follows from one reading of the destinations and clients, computed once: rules ask for it at every sample, views
 * between. Only what was read with them may go into it.
 */
export function oncePerReading<T>(compute: (look: Look) => T): (look: Look) => T {
  return (look) => {
    const reading = look.moment.column('destination.enqueued')?.values
    if (reading === undefined) return compute(look)
    const kept = made.get(reading) ?? new Map<object, unknown>()
    made.set(reading, kept)
    if (!kept.has(compute)) kept.set(compute, compute(look))
    return kept.get(compute) as T
  }
}

/** What a counter rose by since an instant, of each entity; NaN: not read at both ends, or begun anew. */
export function risenSince(look: Look, metric: string, at: number): NumberOf {
  const now = numbersOf(look.moment.column(metric))
  const then = numbersOf(look.column(metric, at))
  return (entity) => {
    const by = now(entity) - then(entity)
    return by >= 0 ? by : NaN
  }
}

/** Per second over a window; NaN: not known. */
export function rateOf(look: Look, metric: string, windowMs: number): NumberOf {
  const column = look.moment.column(metric)
  if (column === undefined) return () => NaN
  const before = columnBefore(look, metric, column.at, windowMs)
  const overMs = before === undefined ? 0 : column.at - before.at
  if (before === undefined || overMs <= 0) return () => NaN
  const now = numbersOf(column)
  const then = numbersOf(before)
  return (entity) => {
    const by = now(entity) - then(entity)
    return by >= 0 ? (by * 1000) / overMs : NaN
  }
}

/** A metric as it was a window ago; of a target that is younger, as it was first. */
function columnBefore(look: Look, metric: string, at: number, windowMs: number): Column | undefined {
  return columnsSince(look, metric, at, windowMs).next().value
}

/** From a window ago on, some of the readings. */
function* columnsSince(
  look: Look,
  metric: string,
  at: number,
  windowMs: number,
): Generator<Column, undefined> {
  for (const share of [1, 0.85, 0.7, 0.55, 0.4, 0.3, 0.2, 0.1, 0.05]) {
    const column = look.column(metric, at - windowMs * share)
    if (column !== undefined) yield column
  }
  return undefined
}

/** What a counter rose by within a window, or since the entity was first seen in it; NaN: not known, or begun anew. */
export function risenWithin(look: Look, metric: string, windowMs: number): NumberOf {
  const column = look.moment.column(metric)
  if (column === undefined) return () => NaN
  const now = numbersOf(column)
  const before = [...columnsSince(look, metric, column.at, windowMs)].map(numbersOf)
  return (entity) => {
    const then = before.map((of) => of(entity)).find((value) => !Number.isNaN(value)) ?? NaN
    const by = now(entity) - then
    return by >= 0 ? by : NaN
  }
}

/** By how much a gauge is above what it was a window ago; what was not there then, was nothing. */
export function grownBy(look: Look, metric: string, windowMs: number): NumberOf {
  const column = look.moment.column(metric)
  if (column === undefined) return () => NaN
  const before = columnBefore(look, metric, column.at, windowMs)
  if (before === undefined) return () => NaN
  const [now, then] = [numbersOf(column), numbersOf(before)]
  return (entity) => now(entity) - (then(entity) || 0)
}

export const known = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** A number of an entity while its broker answers; what a hung one said before is not what holds. */
export function servedNumber(look: Look, key: string, metric: string): number | null {
  return isServed(look, key) ? number(look, `broker/${key}`, metric) : null
}

export function blindSpots(look: Look, entity?: string): readonly Blind[] {
  return look.moment.gaps
    .filter((gap) => entity === undefined || gap.entity === entity)
    .map(({ entity: of, ask, message, fix }) => ({ entity: of, ask, why: message, fix: fix ?? null }))
}

/** Why one kind of thing isn't known of a broker; null: it is. */
export function whyBlind(look: Look, key: string, asks: readonly string[]): string | null {
  const address = servedBy(look, key)
  if (address === null) return 'Nobody serves this broker now'
  const gap = look.moment.gaps.find((one) => one.entity === `endpoint/${address}` && asks.includes(one.ask))
  return gap?.message ?? null
}
