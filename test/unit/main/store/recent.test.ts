import { describe, expect, it } from 'vitest'
import { Recent } from '../../../../src/main/store/live/recent.ts'
import { tickOf } from '../../../../src/main/store/live/tick-of.ts'
import type { Column } from '../../../../src/main/systems/moment.ts'
import { entities, values } from './history.ts'
import { below, oddNumbers, pick, seeded } from './random.ts'

const set = entities(...Array.from({ length: 200 }, (_, i) => `p/${i}`))
const columnAt = (recent: Recent, at: number, metric: string): Column | undefined =>
  recent.at(at)?.columns.get(metric)

describe('recent ticks', () => {
  it('give back what was handed over, bit by bit, also once they are kept small', () => {
    const random = seeded(12)
    const recent = new Recent({ ms: 1e9, bytes: 1e9 })
    const kept: Record<string, number[]>[] = []
    for (let n = 0; n < 100; n++) {
      const numbers = {
        offset: set.paths.map((_, i) => (random() < 0.02 ? NaN : n * i * 50 + 1e12)),
        idle: set.paths.map((_, i) => i),
        jump: set.paths.map(() => below(random, 1e10)),
        load: set.paths.map(() => random()),
        odd: set.paths.map(() => pick(random, oddNumbers)),
      }
      kept.push(numbers)
      const columns = Object.entries(numbers).map(([metric, list]) => values(metric, set, list))
      recent.push(tickOf(columns, 'tick', n * 10))
    }
    kept.forEach((numbers, n) => {
      for (const [metric, list] of Object.entries(numbers))
        expect(columnAt(recent, n * 10 + 3, metric)?.values, `${metric} ${n}`).toEqual(
          Float64Array.from(list),
        )
    })
    expect(recent.between(200, 299)).toHaveLength(10)
  })

  it('take a fraction of the memory where numbers are whole and move little', () => {
    const recent = new Recent({ ms: 1e9, bytes: 1e9 })
    for (let n = 0; n < 90; n++)
      recent.push(
        tickOf(
          [
            values(
              'offset',
              set,
              set.paths.map((_, i) => n * i * 10 + 1e9),
            ),
          ],
          'tick',
          n,
        ),
      )
    expect(recent.bytes).toBeLessThan(0.5 * 90 * set.paths.length * 8)
  })

  it('go when they are too old, or too many bytes', () => {
    const old = new Recent({ ms: 100, bytes: 1e9 })
    for (let n = 0; n < 50; n++)
      old.push(
        tickOf(
          [
            values(
              'idle',
              set,
              set.paths.map(() => n),
            ),
          ],
          'tick',
          n * 10,
        ),
      )
    expect(old.from).toBe(390)
    const large = new Recent({ ms: 1e9, bytes: 20 * set.paths.length * 8 })
    for (let n = 0; n < 100; n++)
      large.push(
        tickOf(
          [
            values(
              'load',
              set,
              set.paths.map(() => Math.sqrt(n)),
            ),
          ],
          'tick',
          n,
        ),
      )
    expect(large.bytes).toBeLessThanOrEqual(20 * set.paths.length * 8)
    expect(large.at(99)?.at).toBe(99)
    expect(large.at(large.from! - 1)).toBeUndefined()
  })
})
