import type { Finding, RuleVerdict } from '../../shared/api/findings.ts'
import type { Look } from '../systems/moment.ts'
import type { Rule } from '../systems/rule.ts'
import { Engine, type FindingSink } from './engine.ts'

/** What a replay needs of a history: every sample's moment, in order. */
export interface Past {
  look(targetId: string, at: number): Look | undefined
  stepSample(targetId: string, from: number, direction: 'back' | 'forward'): number | undefined
}

/**
 * Runs rules over a past interval as they would have run then: every sample is evaluated, nothing later is seen.
 * @returns what was found, open or closed, in the order of opening
 */
export function replay(
  past: Past,
  rules: readonly Rule[],
  { targetId, from, to, breakMs }: { targetId: string; from: number; to: number; breakMs: number },
): readonly Finding[] {
  const findings = new Map<string, Finding>()
  const engine = new Engine({ targetId, rules, sink: memorySink(findings), breakMs })
  for (let at = past.stepSample(targetId, from - 1, 'forward'); at !== undefined && at <= to;) {
    const look = past.look(targetId, at)
    if (look !== undefined) engine.evaluate(look)
    at = past.stepSample(targetId, at, 'forward')
  }
  return [...findings.values()]
}

function memorySink(findings: Map<string, Finding>): FindingSink {
  const put = (finding: Finding) => void findings.set(finding.id, finding)
  return {
    openFinding: put,
    updateFinding: put,
    closeFinding(id, at) {
      const finding = findings.get(id)
      if (finding !== undefined) put({ ...finding, closed: at })
    },
    openFindings: () => [],
    setVerdicts: (_targetId: string, _at: number, _verdicts: readonly RuleVerdict[]) => undefined,
  }
}
