import type { Core } from '../../src/main/core/core.ts'
import { until } from '../../lab/until.ts'

/** What a drill waits for: what Orrery itself has seen of the cluster. */
export interface Witness {
  /** Goes on when the target was observed for so long from now on, by its samples. */
  calm(ms: number): Promise<void>
  /** Goes on with the next sample that begins from now on. */
  sampled(): Promise<void>
  /** Goes on when a finding of the rule is open. */
  opened(rule: string): Promise<void>
  /** Goes on when no finding of the rule is open. */
  closed(rule: string): Promise<void>
  /** Goes on when no warning or worse is open. */
  healed(): Promise<void>
}

const limitMs = 180_000

export function witnessOf({ observatory }: Core, targetId: string): Witness {
  const state = () => observatory.states().find(({ config }) => config.id === targetId)
  const isOpen = (rule: string) =>
    observatory.store.openFindings(targetId).some((finding) => finding.rule === rule)
  const lastSample = () => state()?.extent?.to ?? 0
  return {
    async calm(ms) {
      const from = Math.max(lastSample(), Date.now())
      await until(`${ms} ms were observed`, () => lastSample() >= from + ms, { withinMs: ms + limitMs })
    },
    async sampled() {
      const from = Date.now()
      await until('a sample has come', () => lastSample() >= from, { withinMs: limitMs })
    },
    async opened(rule) {
      await until(`${rule} is open`, () => isOpen(rule), { withinMs: limitMs })
    },
    async closed(rule) {
      await until(`${rule} is closed`, () => !isOpen(rule), { withinMs: limitMs })
    },
    async healed() {
      const isWell = () => {
        const findings = state()?.findings
        return findings !== undefined && findings.critical + findings.warning === 0
      }
      await until('nothing is wrong any more', isWell, { withinMs: limitMs })
    },
  }
}
