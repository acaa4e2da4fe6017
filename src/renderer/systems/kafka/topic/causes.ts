import type { Finding } from '../../../../shared/api/findings.ts'

export interface Cause {
  readonly finding: Finding
  /** How many other findings it explains. */
  readonly explains: number
}

/**
 * What lies behind the findings on a partition and its replicas: those that nothing else explains, each once. Findings
 * speak of whole topics and brokers; which partitions they mean, their evidence names, or, of very many, the first.
 * @param isTroubled it is among those that a finding on its topic doesn't name one by one
 */
export function causesOf(
  findings: readonly Finding[],
  entity: string,
  isTroubled: boolean,
): readonly Cause[] {
  const byId = new Map(findings.map((f) => [f.id, f]))
  const topic = entity.slice(0, entity.lastIndexOf('/'))
  const isOwn = (path: string) => path === entity || path.startsWith(`${entity}@`)
  const own = findings.filter(
    (f) =>
      isOwn(f.entity) ||
      f.evidence.some((piece) => isOwn(piece.entity)) ||
      (isTroubled && f.entity === topic),
  )
  const causes = new Set(own.map((f) => rootOf(f, byId)))
  return [...causes].map((finding) => ({
    finding,
    explains: findings.filter((f) => f.explainedBy === finding.id).length,
  }))
}

function rootOf(finding: Finding, byId: ReadonlyMap<string, Finding>): Finding {
  let root = finding
  const seen = new Set<string>()
  while (root.explainedBy !== undefined && !seen.has(root.id)) {
    seen.add(root.id)
    const next = byId.get(root.explainedBy)
    if (next === undefined) break
    root = next
  }
  return root
}
