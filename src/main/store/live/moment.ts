import type { Json } from '../../../shared/base/json.ts'
import type { Column, Held, Moment } from '../../systems/moment.ts'
import type { Gap } from '../../systems/sample.ts'
import { isLately } from '../lately.ts'
import { indexIn } from './tick-of.ts'
import type { LiveTarget } from './target.ts'

/** The newest moment of a target. Reads the live state, so it moves on with it. */
export class LiveMoment implements Moment {
  readonly #target: LiveTarget

  constructor(target: LiveTarget) {
    this.#target = target
  }

  get targetId(): string {
    return this.#target.targetId
  }

  get at(): number {
    return this.#target.lastAt
  }

  get sampledAt(): number {
    return this.#target.sampledAt
  }

  get gaps(): readonly Gap[] {
    return this.#target.gaps
  }

  column(metric: string): Column | undefined {
    const { tick, slow } = this.#target.recent
    const column = tick.newest?.columns.get(metric) ?? slow.newest?.columns.get(metric)
    return column !== undefined && isLately(column.at, this.sampledAt) ? column : undefined
  }

  value(entity: string, metric: string): number | undefined {
    return valueIn(this.column(metric), entity)
  }

  facts(key: string): ReadonlyMap<string, Held> {
    return this.#target.facts.held(key)
  }

  fact(entity: string, key: string): Json | undefined {
    return this.facts(key).get(entity)?.value
  }
}

/** One entity's value in a column; undefined: not observed. */
export function valueIn(column: Column | undefined, entity: string): number | undefined {
  const index = column && indexIn(column.entities, entity)
  const value = index === undefined ? undefined : column?.values[index]
  return value === undefined || Number.isNaN(value) ? undefined : value
}
