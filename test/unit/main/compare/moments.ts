import { compare, type Compared } from '../../../../src/main/compare/compare.ts'
import { extract, type Extract } from '../../../../src/main/compare/extract.ts'
import type { Relation } from '../../../../src/main/compare/unseen.ts'
import type { Look, Moment } from '../../../../src/main/systems/moment.ts'
import type { Gap } from '../../../../src/main/systems/sample.ts'
import type { DifferenceGroup } from '../../../../src/shared/api/compare.ts'
import type { Json } from '../../../../src/shared/base/json.ts'
import type { Catalogue, FactInfo } from '../../../../src/shared/systems/catalogue.ts'

const fact = (key: string, area: FactInfo['area'], rest: Partial<FactInfo> = {}): FactInfo => ({
  ...{ key, label: key, source: `ask ${key}`, about: '', edge: 'plain', area },
  ...rest,
})

/** A vocabulary of no system: what is compared is compared whatever it is called. */
export const catalogue: Catalogue = {
  ...{ id: 'none', name: 'None', schemes: [], defaultPort: 1, localPorts: [], options: [], budgets: [] },
  labs: [],
  metrics: [],
  facts: [
    fact('role', 'topology', { edge: 'notable' }),
    fact('address', 'topology', { isOwn: true }),
    fact('config', 'configuration'),
    fact('replicas', 'assignment', { across: (value) => (Array.isArray(value) ? value.length : value) }),
    fact('leader', 'ownership', { edge: 'notable' }),
    fact('isr', 'state'),
    fact('data', 'content', {
      readable: (value) => (typeof value === 'string' ? value.toUpperCase() : value),
    }),
    fact('why', null),
  ],
  compared: ['end'],
  nameOf: (path) => ({ kind: path.split('/')[0] ?? '', name: path }),
  isOwn: (path) => path.startsWith('session/'),
}

export interface Told {
  readonly at?: number
  /** Entity → fact → value. */
  readonly facts?: Readonly<Record<string, Readonly<Record<string, Json>>>>
  readonly ends?: Readonly<Record<string, number>>
  readonly gaps?: readonly Gap[]
  readonly unanswered?: readonly string[]
}

export function extractOf({ at = 1, facts = {}, ends = {}, gaps = [], unanswered = [] }: Told): Extract {
  const moment: Moment = {
    ...{ targetId: 't', at, sampledAt: at, gaps },
    column: (metric) => ({
      ...{ metric, cadence: 'tick', at },
      entities: { paths: Object.keys(ends) },
      values: Float64Array.from(Object.values(ends)),
    }),
    value: (entity) => ends[entity],
    facts: (key) =>
      new Map(
        Object.entries(facts).flatMap(([entity, held]) => {
          const value = held[key]
          return value === undefined ? [] : [[entity, { value, since: at }]]
        }),
      ),
    fact: (entity, key) => facts[entity]?.[key],
  }
  const look: Look = {
    moment,
    column: () => undefined,
    series: () => ({ t: new Float64Array(), v: new Float64Array() }),
    spans: () => [],
    changes: () => [],
    findings: () => [],
  }
  return extract(look, catalogue, unanswered)
}

export const sameTarget: Relation = { isSameTarget: true, foundBetween: new Set() }
export const twoTargets: Relation = { isSameTarget: false, foundBetween: new Set() }

export const compareTold = (a: Told, b: Told, relation: Relation = sameTarget): Compared =>
  compare(extractOf({ at: 1, ...a }), extractOf({ at: 2, ...b }), catalogue, relation)

export const lineOf = ({ area, is, key, kind, says, count, parts }: DifferenceGroup): string =>
  [area, is, key ?? kind, says, `x${count}`, parts > 0 ? `+${parts}` : ''].filter(Boolean).join(' ')

export const linesOf = ({ comparison }: Compared): readonly string[] => comparison.groups.map(lineOf)
