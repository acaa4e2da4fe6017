import type { Finding } from '../../../../shared/api/findings.ts'

export interface Cause {
  readonly finding: Finding
  /** How many other findings it explains. */
  readonly explains: number
}

/** What lies behind the findings on a partition and its replicas: those that nothing else explains, each once. */
export function causesOf(findings: readonly Finding[], entity: string): readonly Cause[] {
  const byId = new Map(findings.map((f) => [f.id, f]))
  const own = findings.filter((f) => f.entity === entity || f.entity.startsWith(`${entity}@`))
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
