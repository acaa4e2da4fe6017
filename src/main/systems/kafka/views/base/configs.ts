import type { Json } from '../../../../../shared/base/json.ts'
import type { Moment } from '../../../moment.ts'

/** One setting, as `topic.config` and `broker.config` hold it. */
export interface Setting {
  /** null: sensitive. */
  readonly value: string | null
  readonly source: string
}

/** All known settings of `topic/<name>` or `broker/<id>`; undefined: not read. */
export function configOf(moment: Moment, entity: string): Readonly<Record<string, Setting>> | undefined {
  const fact = moment.fact(entity, entity.startsWith('topic/') ? 'topic.config' : 'broker.config')
  return isRecord(fact) ? (fact as unknown as Readonly<Record<string, Setting>>) : undefined
}

/** NaN: not known. */
export function configNumber(moment: Moment, entity: string, name: string): number {
  const value = configOf(moment, entity)?.[name]?.value
  return value === undefined || value === null || value === '' ? Number.NaN : Number(value)
}

/** Of whichever broker tells it; brokers of one cluster should agree. NaN: not known. */
export function clusterConfigNumber(moment: Moment, name: string): number {
  for (const broker of moment.facts('broker.config').keys()) {
    const value = configNumber(moment, broker, name)
    if (!Number.isNaN(value)) return value
  }
  return Number.NaN
}

function isRecord(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
