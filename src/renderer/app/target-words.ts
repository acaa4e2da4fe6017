import type { FindingsAt } from '../../shared/api/findings.ts'
import type { TargetState } from '../../shared/api/targets.ts'
import type { Tone } from '../components/tone.ts'
import { causesOf } from '../../shared/history/causes.ts'

/** How a target is, in a dot and a word. */
export interface TargetWord {
  readonly tone: Tone
  readonly word: string
}

type Counts = TargetState['findings']

/** Now. What can't be reached is not green, whatever was last seen of it. */
export function wordNow(target: TargetState): TargetWord {
  switch (target.condition) {
    case 'connecting':
      return { tone: 'unknown', word: 'connecting' }
    case 'stopped':
      return { tone: 'unknown', word: 'stopped' }
    case 'failing':
      return target.extent === undefined
        ? { tone: 'unknown', word: 'not reached' }
        : { tone: 'unknown', word: 'not seen' }
    case 'recorded':
      return { tone: 'quiet', word: target.recording?.archive === undefined ? 'recorded' : 'archive' }
    case 'observed':
      return wordOf(target.findings)
  }
}

/** As of an instant in the past; undefined: it was not read yet. */
export function wordThen(target: TargetState, at: number, then: FindingsAt | undefined): TargetWord {
  const { extent } = target
  if (extent === undefined || at < extent.from || at > extent.to + target.config.intervalMs * 3)
    return target.condition === 'recorded' ? wordNow(target) : { tone: 'unknown', word: 'not seen' }
  if (then === undefined) return { tone: 'unknown', word: '…' }
  const causes = causesOf(then.findings)
  const count = (severity: string) => causes.filter(({ finding }) => finding.severity === severity).length
  if (then.verdicts.length === 0 && then.findings.length === 0) return { tone: 'unknown', word: 'not judged' }
  return wordOf({ critical: count('critical'), warning: count('warning'), info: count('info') })
}

/** "3 findings" in the tone of the worst; informational ones alone leave a target ok. */
export function wordOf({ critical, warning }: Counts): TargetWord {
  const count = critical + warning
  if (count === 0) return { tone: 'ok', word: 'ok' }
  return { tone: critical > 0 ? 'bad' : 'warn', word: count === 1 ? '1 finding' : `${count} findings` }
}
