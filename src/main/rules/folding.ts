/** An open finding: its id, its key (`rule entity`), and the keys of those it explains. */
export interface Explaining {
  readonly id: string
  readonly key: string
  readonly explains: readonly string[]
}

/**
 * One cause, one finding: which open finding explains which, by id. Two that explain each other stay as they are.
 * Only what is open explains: a cause that is still being held folds nothing away.
 */
export function explainers(inForce: readonly Explaining[]): ReadonlyMap<string, string> {
  const idOf = new Map(inForce.map(({ key, id }) => [key, id]))
  const explainedBy = new Map<string, string>()
  for (const { id, explains } of inForce)
    for (const key of explains) {
      const effect = idOf.get(key)
      if (effect !== undefined && !leadsTo(id, effect, explainedBy)) explainedBy.set(effect, id)
    }
  return explainedBy
}

/** Does following the explanations up from `from` come to `to`? */
function leadsTo(from: string, to: string, explainedBy: ReadonlyMap<string, string>): boolean {
  for (let id: string | undefined = from; id !== undefined; id = explainedBy.get(id))
    if (id === to) return true
  return false
}
