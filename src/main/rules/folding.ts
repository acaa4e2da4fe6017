import type { Finding } from '../../shared/api/findings.ts'

/** A finding in force, and the keys (`rule entity`) of those it explains. */
export interface Explaining {
  readonly finding: Finding
  readonly explains: readonly string[]
}

/**
 * One cause, one finding: which open finding explains which, by id. Two that explain each other stay as they are.
 * Only what is open explains: a cause that is still being held folds nothing away.
 */
export function explainers(inForce: readonly Explaining[]): ReadonlyMap<string, string> {
  const idOf = new Map(inForce.map(({ finding }) => [`${finding.rule} ${finding.entity}`, finding.id]))
  const explainedBy = new Map<string, string>()
  for (const { finding, explains } of inForce)
    for (const key of explains) {
      const effect = idOf.get(key)
      if (effect !== undefined && !leadsTo(finding.id, effect, explainedBy))
        explainedBy.set(effect, finding.id)
    }
  return explainedBy
}

/** Does following the explanations up from `from` come to `to`? */
function leadsTo(from: string, to: string, explainedBy: ReadonlyMap<string, string>): boolean {
  for (let id: string | undefined = from; id !== undefined; id = explainedBy.get(id))
    if (id === to) return true
  return false
}
