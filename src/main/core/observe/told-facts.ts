import type { Capability, TargetConfig } from '../../../shared/api/targets.ts'
import type { Json } from '../../../shared/base/json.ts'
import type { EntitySet, FactColumn, Sample } from '../../systems/sample.ts'
import type { Moment } from '../../systems/moment.ts'

/** What a file tells of its targets beside what they said: a history opened elsewhere needs no other file. No events. */
const targetKey = 'orrery.target'
const capabilitiesKey = 'orrery.capabilities'
const entity = ''
const entities: EntitySet = { paths: [entity] }
const longestName = 200
const mostEndpoints = 1_000
const columns = new WeakMap<object, FactColumn>()

type ToldConfig = Pick<TargetConfig, 'name' | 'system' | 'endpoints' | 'options' | 'intervalMs'>

/** The sample, with what it is a sample of, and what of that can be observed. Never a user name or a secret. */
export function withToldFacts(
  sample: Sample,
  config: TargetConfig,
  capabilities: readonly Capability[],
): Sample {
  const told = [
    columnOf(targetKey, config, () => {
      const { name, system, endpoints, options, intervalMs } = config
      return { name, system, endpoints, options, intervalMs }
    }),
    columnOf(capabilitiesKey, capabilities, () => capabilities.map((each) => ({ ...each }))),
  ]
  return { ...sample, facts: [...sample.facts, ...told] }
}

/** The same column for the same object, so that an append compares nothing. */
function columnOf(key: string, of: object, valueOf: () => Json): FactColumn {
  const known = columns.get(of)
  if (known !== undefined) return known
  const column: FactColumn = { key, entities, values: [valueOf()], complete: true }
  columns.set(of, column)
  return column
}

/** What a file says its target was; undefined: it was not written by Orrery's collector. */
export function toldConfig(moment: Moment): ToldConfig | undefined {
  const value = moment.fact(entity, targetKey)
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

/** What could be observed then, and what not; empty: the file doesn't tell. */
export function toldCapabilities(moment: Moment): readonly Capability[] {
  const value = moment.fact(entity, capabilitiesKey)
  return Array.isArray(value) ? value.filter(isCapability) : []
}

function isCapability(value: unknown): value is Capability {
  const { what, state, by } = (value ?? {}) as Partial<Record<string, unknown>>
  return typeof what === 'string' && typeof state === 'string' && typeof by === 'string'
}
