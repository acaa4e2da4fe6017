import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { TargetState } from '../../shared/api/targets.ts'
import { asOrreryError } from '../../shared/base/errors.ts'
import type { Host } from './host.ts'
import type { Past } from './history/past.ts'
import type { KeptTarget, Place } from './history/questions.ts'
import { defaultBudget } from './targets/draft.ts'
import { slugOf } from './targets/target-list.ts'

/** A target of a recorded history: it opens like any other, and nothing is collected. */
export interface Recorded {
  readonly place: Place
  readonly state: TargetState
}

/** All targets of all recordings in a folder. One that cannot be read is left out and told to the log. */
export async function openRecordings(folder: string, past: Past, host: Host): Promise<readonly Recorded[]> {
  const found: Recorded[] = []
  for (const file of await recordingFiles(folder)) {
    try {
      const note = { file: basename(file), ...(await past.ask('recording', { file })) }
      const prefix = `recorded-${slugOf(basename(file, '.orrery'))}`
      found.push(...(await recordedIn(file, prefix, note, past)))
    } catch (thrown) {
      host.log('warn', `The recording ${basename(file)} cannot be opened: ${asOrreryError(thrown).message}`)
    }
  }
  return found
}

async function recordingFiles(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder)
    return names
      .filter((name) => name.endsWith('.orrery'))
      .sort(faultsFirst)
      .map((name) => join(folder, name))
  } catch {
    // a host without the folder has no recordings
    return []
  }
}

/** What happened to clusters, then what was tried on them; each by name. */
function faultsFirst(a: string, b: string): number {
  const isTried = (name: string) => Number(name.endsWith('-experiments.orrery'))
  return isTried(a) - isTried(b) || (a < b ? -1 : 1)
}

/**
 * The targets of one file, as windows see them.
 * @param prefix what their ids begin with: no other file's does
 */
export async function recordedIn(
  file: string,
  prefix: string,
  note: NonNullable<TargetState['recording']>,
  past: Past,
): Promise<readonly Recorded[]> {
  const found: Recorded[] = []
  for (const kept of await past.ask('targets', { file })) {
    const { config } = kept
    if (config === undefined) continue
    const place: Place = { file, targetId: kept.targetId, system: config.system }
    const id = `${prefix}-${slugOf(kept.targetId)}`
    found.push({ place, state: await stateOf({ ...kept, config }, id, place, note, past) })
  }
  return found
}

async function stateOf(
  {
    config,
    summary,
    capabilities,
    ...kept
  }: KeptTarget & { readonly config: NonNullable<KeptTarget['config']> },
  id: string,
  place: Place,
  recording: NonNullable<TargetState['recording']>,
  past: Past,
): Promise<TargetState> {
  const { from, to } = shownOf(kept, recording.archive?.made)
  const { findings, verdicts } = await past.ask('findingsAt', { ...place, at: to })
  const count = (severity: string) =>
    findings.filter((each) => each.severity === severity && each.explainedBy === undefined).length
  return {
    config: { id, ...config, permission: 'observe', budget: defaultBudget },
    condition: 'recorded',
    summary,
    extent: { from, to },
    findings: { critical: count('critical'), warning: count('warning'), info: count('info') },
    unknownRules: verdicts.filter(({ is }) => is === 'unknown').length,
    capabilities,
    recording,
  }
}

/** An archive holds more than was asked for: what came before, and the whole of days that had been thinned. */
function shownOf({ from, to }: Extent, asked: Extent | undefined): Extent {
  if (asked === undefined || asked.to < from || asked.from > to) return { from, to }
  return { from: Math.max(from, asked.from), to: Math.min(to, asked.to) }
}

type Extent = NonNullable<TargetState['extent']>
