import type { Json } from '../../../../src/shared/base/json.ts'
import type { Look } from '../../../../src/main/systems/moment.ts'
import type { Sample } from '../../../../src/main/systems/sample.ts'
import { entities, facts, push, sample, slow, t0, values } from './history.ts'
import { below, oddNumbers, pick, type Random } from './random.ts'

const metrics = ['m.a', 'm.b', 'm.offset', 'm.slow', 'orrery.took-ms', 'orrery.requests']
const keys = ['k.leader', 'k.isr', 'k.config', 'orrery.gaps']

/** Everything that a view could see of a moment, as plain data. */
export function everythingIn({ moment }: Look) {
  return {
    sampledAt: moment.sampledAt,
    gaps: moment.gaps,
    columns: metrics.map((metric) => {
      const column = moment.column(metric)
      if (column === undefined) return [metric]
      const seen = column.entities.paths
        .map((path, i) => [path, column.values[i]!] as const)
        .filter(([, value]) => !Number.isNaN(value))
      return seen.length === 0 ? [metric] : [metric, column.at, column.cadence, seen.toSorted(byPath)]
    }),
    facts: keys.map((key) => [
      key,
      [...moment.facts(key)]
        .map(([path, { value, since }]) => [path, value, since] as const)
        .toSorted(byPath),
    ]),
  }
}

export const byPath = (a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]) =>
  a[0] < b[0] ? -1 : 1

/** A cluster whose entities come and go, whose values jump, whose facts change, whose clock slips. */
export class RandomCluster {
  readonly #random: Random
  #at = t0
  #set = entities('e/0', 'e/1', 'e/2')
  #count = 3
  readonly #isr = new Map<string, Json>()

  constructor(random: Random) {
    this.#random = random
  }

  next(): Sample {
    const random = this.#random
    this.#at += random() < 0.03 ? -50_000 : random() < 0.05 ? 900_000 : 9_990 + below(random, 20)
    if (random() < 0.15) this.#changeMembers()
    if (random() < 0.1) return push(this.#at, [this.#isrColumn(false)])
    const set = this.#set
    return sample(this.#at, {
      values: [
        values(
          'm.a',
          set,
          set.paths.map(() => pick(random, [...oddNumbers, 1, 2, 3, 4, 5])),
        ),
        values(
          'm.offset',
          set,
          set.paths.map((_, i) => (random() < 0.05 ? NaN : Math.floor((this.#at - t0) * (i + 1) * 10))),
        ),
        ...(random() < 0.9
          ? [
              values(
                'm.b',
                set,
                set.paths.map((_, i) => this.#at / 1000 + i),
              ),
            ]
          : []),
        ...(random() < 0.2
          ? [
              slow(
                values(
                  'm.slow',
                  set,
                  set.paths.map(() => below(random, 5)),
                ),
              ),
            ]
          : []),
      ],
      facts: [
        facts(
          'k.leader',
          set,
          set.paths.map(() => (random() < 0.1 ? null : below(random, 3))),
        ),
        this.#isrColumn(true),
        facts(
          'k.config',
          entities('e/0', 'cluster'),
          [undefined, { size: below(random, 2), name: 'ö"\n' }],
          false,
        ),
      ],
      gaps:
        random() < 0.2
          ? [{ entity: 'e/1', ask: 'mntr', code: 'timeout', message: `no ${below(random, 2)}` }]
          : [],
    })
  }

  #changeMembers(): void {
    const kept = this.#set.paths.filter(() => this.#random() < 0.8)
    this.#set = entities(...kept, `e/${this.#count++}`)
  }

  #isrColumn(complete: boolean) {
    const { paths } = this.#set
    for (const path of paths) if (this.#random() < 0.2) this.#isr.set(path, [below(this.#random, 3), 1])
    return facts(
      'k.isr',
      this.#set,
      paths.map((path) => this.#isr.get(path)),
      complete,
    )
  }
}
