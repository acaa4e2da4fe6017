import type { Json } from '../../../../shared/base/json.ts'
import { namesIn, rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { AlarmName, Blind, NodeState, Source } from '../../../../shared/systems/rabbitmq-views.ts'
import { number, record, text } from '../../base/reading.ts'
import type { Look, Moment } from '../../moment.ts'

export function stringOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

export function stringOrNull(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null
}

/** null where it is none, NaN included. */
export function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' && !Number.isNaN(value) ? value : null
}

export function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

/** Σ of what is known; null: nothing is. */
export function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0)
}

export function nodeNames(look: Look): readonly string[] {
  return [...look.moment.facts('node.state').keys()].map((entity) => namesIn(entity)[0] ?? '').sort()
}

export function nodeState(look: Look, name: string): NodeState {
  return (text(look, rabbitmqEntity('node', name), 'node.state') ?? 'unknown') as NodeState
}

export function isRunning(look: Look, name: string): boolean {
  return nodeState(look, name) === 'running'
}

export function alarmsOf(look: Look, name: string): readonly AlarmName[] {
  return texts(look.moment.fact(rabbitmqEntity('node', name), 'node.alarms')) as readonly AlarmName[]
}

export function versionsOf(look: Look): readonly string[] {
  const told = [...look.moment.facts('node.version').values()].map(({ value }) =>
    stringOf(record(value)['rabbitmq']),
  )
  return [...new Set(told)].filter((version) => version !== '').sort()
}

/** True where the major and minor version of a node is at least this. */
export function isAtLeast(version: string, major: number, minor: number): boolean {
  const [a = 0, b = 0] = version.split('.').map(Number)
  return a > major || (a === major && b >= minor)
}

export function sourceOf(look: Look): Source {
  return (text(look, 'cluster', 'cluster.source') ?? 'none') as Source
}

/** When something was last read, epoch ms. */
export function readAt(look: Look, metric: string): number | null {
  return number(look, 'cluster', metric)
}

export function blindSpots(look: Look, entity?: string): readonly Blind[] {
  return look.moment.gaps
    .filter((gap) => entity === undefined || gap.entity === entity)
    .map(({ entity: of, ask, message, fix }) => ({ entity: of, ask, why: message, fix: fix ?? null }))
}

/** Something worked out once for a moment, however many views and rules ask for it. */
export function onceAMoment<T>(work: (look: Look) => T): (look: Look) => T {
  const known = new WeakMap<Moment, { readonly at: number; readonly result: T }>()
  return (look) => {
    const found = known.get(look.moment)
    // a live moment moves on
    if (found?.at === look.moment.at) return found.result
    const result = work(look)
    known.set(look.moment, { at: look.moment.at, result })
    return result
  }
}

/** A metric of all entities by path: quicker than one by one. NaN and what is absent are left out. */
export function byEntity(look: Look, metric: string): ReadonlyMap<string, number> {
  const column = look.moment.column(metric)
  const found = new Map<string, number>()
  column?.entities.paths.forEach((path, i) => {
    const value = column.values[i] ?? NaN
    if (!Number.isNaN(value)) found.set(path, value)
  })
  return found
}

/** Findings in force by entity. */
export const findingsByEntity = (look: Look) => Map.groupBy(look.findings(), ({ entity }) => entity)
