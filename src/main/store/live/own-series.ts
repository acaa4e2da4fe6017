import type { Cost, EntitySet, Sample, ValueColumn } from '../../systems/sample.ts'
import { costEntity, costMetrics } from '../own-keys.ts'

const whole: EntitySet = { paths: [''] }

/** What each sample cost, as series. Keeps the set of endpoints as long as it stays the same. */
export class OwnSeries {
  #endpoints: EntitySet = { paths: [] }

  columns({ cost, tookMs }: Sample): readonly ValueColumn[] {
    const paths = cost.map(({ endpoint }) => costEntity(endpoint))
    const { paths: last } = this.#endpoints
    if (paths.length !== last.length || paths.some((path, i) => path !== last[i])) this.#endpoints = { paths }
    return [
      column(costMetrics.tookMs, whole, [tookMs]),
      this.#column(costMetrics.requests, cost, (of) => of.requests),
      this.#column(costMetrics.receivedBytes, cost, (of) => of.receivedBytes),
      this.#column(costMetrics.sentBytes, cost, (of) => of.sentBytes),
      this.#column(costMetrics.ms, cost, (of) => of.ms),
    ]
  }

  #column(metric: string, cost: readonly Cost[], of: (cost: Cost) => number): ValueColumn {
    return column(metric, this.#endpoints, cost.map(of))
  }
}

const column = (metric: string, entities: EntitySet, values: readonly number[]): ValueColumn => ({
  metric,
  cadence: 'tick',
  entities,
  values: Float64Array.from(values),
})
