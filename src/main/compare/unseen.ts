import type { Catalogue, FactInfo } from '../../shared/systems/catalogue.ts'
import type { Extract } from './extract.ts'
import type { Joined, JoinedSide } from './join.ts'

/** What of the two sides' past tells apart what was not there from what was not looked at. */
export interface Relation {
  /** Two moments of one target: what is of that very cluster is compared too. */
  readonly isSameTarget: boolean
  /** Facts that were first looked at between the two instants: the earlier side knows nothing of them. */
  readonly foundBetween: ReadonlySet<string>
}

/**
 * Tells whether a fact that one side lacks was merely not observed there. That a fact held and holds no longer is
 * written down by whoever sampled, so of one target's later side what is missing is gone.
 */
export class Unseen {
  readonly #joined: Joined
  readonly #relation: Relation
  readonly #byFact = new Map<string, boolean>()
  /** Labels of what was not compared. */
  readonly labels = new Set<string>()

  constructor(joined: Joined, relation: Relation) {
    this.#joined = joined
    this.#relation = relation
  }

  get isSameTarget(): boolean {
    return this.#relation.isSameTarget
  }

  /** @param entity as numbered by the join */
  has(side: 'a' | 'b', info: FactInfo, entity: number): boolean {
    // settings are always something: where none are known of what is there, they were not read, or not yet
    const isUnread = info.area === 'configuration' && this.#joined[side].has[entity] === 1
    const isUnseen = isUnread || this.#wholly(side, info) || this.#isGap(this.#joined[side], info, entity)
    if (isUnseen) this.labels.add(info.label)
    return isUnseen
  }

  #wholly(side: 'a' | 'b', info: FactInfo): boolean {
    const key = `${side} ${info.key}`
    let known = this.#byFact.get(key)
    if (known === undefined) this.#byFact.set(key, (known = this.#findWholly(side, info)))
    return known
  }

  #findWholly(side: 'a' | 'b', info: FactInfo): boolean {
    const { a, b } = this.#joined
    const [own, other] = side === 'a' ? [a, b] : [b, a]
    if (own.facts.has(info.key)) return false
    const { isSameTarget, foundBetween } = this.#relation
    if (!isSameTarget) return isUnanswered(own.extract, info)
    return own.extract.at < other.extract.at && foundBetween.has(info.key)
  }

  #isGap({ extract }: JoinedSide, { source }: FactInfo, entity: number): boolean {
    if (extract.gaps.length === 0) return false
    const path = this.#joined.paths[entity] ?? ''
    return extract.gaps.some((gap) => isOf(path, gap.entity) && isAskedBy(source, gap.ask))
  }
}

const isOf = (path: string, gapOf: string) =>
  gapOf === '' || path === gapOf || path.startsWith(`${gapOf}/`) || path.startsWith(`${gapOf}@`)

function isUnanswered({ gaps, unanswered }: Extract, { source }: FactInfo): boolean {
  return [...gaps.filter(({ entity }) => entity === '').map(({ ask }) => ask), ...unanswered].some((ask) =>
    isAskedBy(source, ask),
  )
}

/** A gap may be of several requests: "Metadata, ListGroups". */
const isAskedBy = (source: string, asks: string) =>
  asks.split(', ').some((ask) => ask !== '' && source.includes(ask))

/** Of two clusters: what only one of them can have. */
export function isOwnOf(catalogue: Catalogue, { isSameTarget }: Relation): (path: string) => boolean {
  return isSameTarget ? () => false : (path) => catalogue.isOwn?.(path) ?? false
}
