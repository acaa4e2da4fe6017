import type { Finding, RuleVerdict } from '../../../../../../src/shared/api/findings.ts'
import { Engine, type FindingSink } from '../../../../../../src/main/rules/engine.ts'
import { rules } from '../../../../../../src/main/systems/kafka/rules/index.ts'
import { looksAt } from '../history.ts'

export interface Judged {
  /** Every finding that opened, as it stood last. */
  readonly findings: readonly Finding[]
  /** Verdicts after the last sample. */
  readonly verdicts: readonly RuleVerdict[]
  /** By sample: the verdict of a rule. */
  verdictsOf(rule: string): readonly RuleVerdict['is'][]
}

/** All rules over a recorded drill, by the real engine: held, opened, closed and folded. */
export function judge(drill: string): Judged {
  const findings = new Map<string, Finding>()
  const put = (finding: Finding) => void findings.set(finding.id, finding)
  const sink: FindingSink = {
    openFinding: put,
    updateFinding: put,
    closeFinding: (id, at) => put({ ...findings.get(id)!, closed: at }),
    openFindings: () => [],
    setVerdicts: () => undefined,
  }
  const engine = new Engine({ targetId: 'test', rules, sink, breakMs: 10_000 })
  const verdicts = looksAt(drill).map((look) => engine.evaluate(look).verdicts)
  return {
    findings: [...findings.values()],
    verdicts: verdicts.at(-1)!,
    verdictsOf: (rule) => verdicts.map((all) => all.find((verdict) => verdict.rule === rule)!.is),
  }
}
