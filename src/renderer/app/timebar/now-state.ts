import type { At } from '../../../shared/api/history.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import type { Stretch } from '../../api/instant.ts'
import { madeWords } from '../archives/made-words.ts'

/** What the box at the left of the time bar says. It can't be mistaken: live is green, the past is blue. */
export type NowState =
  | { readonly is: 'live'; readonly at: number; readonly everyMs: number }
  /** The newest sample is older than it should be. */
  | { readonly is: 'late'; readonly at: number; readonly tries: number; readonly why: string }
  | { readonly is: 'paused'; readonly at: number; readonly isRecorded: boolean }
  /** The instant lies in a gap: shown is the last moment seen. */
  | {
      readonly is: 'gap'
      readonly at: number
      readonly showing: number
      readonly next: number | undefined
      readonly isRecorded: boolean
    }
  /** A recording, or an archive that was opened, at its end. */
  | {
      readonly is: 'recorded'
      readonly title: string
      readonly extent: Stretch | undefined
      /** How the archive was made, in words; undefined: it is none. */
      readonly archive?: string
    }
  /** Nothing was sampled yet. */
  | { readonly is: 'waiting'; readonly failed: boolean; readonly why: string }
  | { readonly is: 'stopped'; readonly at: number }

export interface NowInput {
  readonly target: TargetState
  readonly at: At
  /** The newest sample; undefined: none. */
  readonly sampledAt: number | undefined
  readonly gap: { readonly from: number; readonly to: number | undefined } | undefined
  /** Wall clock. */
  readonly now: number
}

/** A sample is late after two and a half intervals, and not before five seconds. */
export function isLate(sampledAt: number, intervalMs: number, now: number): boolean {
  return now - sampledAt > Math.max(5000, intervalMs * 2.5)
}

export function nowState({ target, at, sampledAt, gap, now }: NowInput): NowState {
  const isRecorded = target.condition === 'recorded'
  if (at !== 'live')
    return gap === undefined
      ? { is: 'paused', at, isRecorded }
      : { is: 'gap', at, showing: gap.from, next: gap.to, isRecorded }
  const { condition, error, config, recording } = target
  if (isRecorded) {
    const atEnd = { is: 'recorded', title: recording?.title ?? config.name, extent: target.extent } as const
    const archive = recording?.archive
    return archive === undefined ? atEnd : { ...atEnd, archive: madeWords(archive.made) }
  }
  const why = error?.message ?? ''
  if (sampledAt === undefined) return { is: 'waiting', failed: error !== undefined, why }
  if (condition === 'stopped') return { is: 'stopped', at: sampledAt }
  if (condition === 'failing' || isLate(sampledAt, config.intervalMs, now))
    return { is: 'late', at: sampledAt, tries: error?.tries ?? 0, why }
  return { is: 'live', at: sampledAt, everyMs: config.intervalMs }
}
