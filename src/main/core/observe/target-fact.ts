import type { TargetConfig } from '../../../shared/api/targets.ts'
import type { Json } from '../../../shared/base/json.ts'
import type { EntitySet, FactColumn, Sample } from '../../systems/sample.ts'
import type { Moment } from '../../systems/moment.ts'

/** Where a file tells what its targets are: a history opened elsewhere needs no other file. Not an event. */
export const targetFactKey = 'orrery.target'
const entity = ''
const longestName = 200
const mostEndpoints = 1_000
const entities: EntitySet = { paths: [entity] }
const columns = new WeakMap<TargetConfig, FactColumn>()

/** The sample, and what it is a sample of. Never a user name or a secret. */
export function withTargetFact(sample: Sample, config: TargetConfig): Sample {
  return { ...sample, facts: [...sample.facts, columnOf(config)] }
}

/** The same object for the same target, so that an append compares nothing. */
function columnOf(config: TargetConfig): FactColumn {
  const known = columns.get(config)
  if (known !== undefined) return known
  const { name, system, endpoints, options, intervalMs } = config
  const value: Json = { name, system, endpoints, options, intervalMs }
  const column: FactColumn = { key: targetFactKey, entities, values: [value], complete: true }
  columns.set(config, column)
  return column
}

/** What a file says its target was; undefined: it was not written by Orrery's collector. */
export function targetFactOf(
  moment: Moment,
): Pick<TargetConfig, 'name' | 'system' | 'endpoints' | 'options' | 'intervalMs'> | undefined {
  const value = moment.fact(entity, targetFactKey)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { name, system, endpoints, options, intervalMs } = value as Readonly<Record<string, unknown>>
  if (typeof name !== 'string' || typeof system !== 'string' || typeof intervalMs !== 'number')
    return undefined
  // an archive may come from anywhere
  const texts = (list: unknown) =>
    (Array.isArray(list) ? (list as unknown[]) : [])
      .filter((each) => typeof each === 'string')
      .slice(0, mostEndpoints)
  const pairs = Object.entries(options ?? {}).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  )
  return {
    name: name.slice(0, longestName),
    system,
    intervalMs,
    endpoints: texts(endpoints),
    options: Object.fromEntries(pairs),
  }
}
