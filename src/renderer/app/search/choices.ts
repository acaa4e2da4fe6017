import type { SearchAnswer } from '../../../shared/api/search.ts'
import type { TargetState } from '../../../shared/api/targets.ts'

/** Kinds to choose from, most first; a chosen one stays, also when nothing of it is left. */
export function kindChoices(kinds: SearchAnswer['kinds'], chosen: readonly string[]): SearchAnswer['kinds'] {
  const named = kinds.filter(({ kind }) => kind !== '')
  const missing = chosen.filter((kind) => !named.some((each) => each.kind === kind))
  return [...named, ...missing.map((kind) => ({ kind, count: 0 }))]
}

/** Targets of which something was ever seen, and chosen ones: one's own first, then archives, then recordings. */
export function targetChoices(
  targets: readonly TargetState[],
  chosen: readonly string[],
): readonly TargetState[] {
  const seen = targets.filter(({ extent, config }) => extent !== undefined || chosen.includes(config.id))
  return seen.toSorted((a, b) => rank(a) - rank(b))
}

function rank({ condition, recording }: TargetState): number {
  if (condition !== 'recorded') return 0
  return recording?.archive === undefined ? 2 : 1
}
