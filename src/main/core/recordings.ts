import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { TargetState } from '../../shared/api/targets.ts'
import { asOrreryError } from '../../shared/base/errors.ts'
import type { Host } from './host.ts'
import type { History } from './history/history.ts'
import type { KeptTarget, Place } from './history/questions.ts'
import { defaultBudget } from './targets/draft.ts'
import { slugOf } from './targets/target-list.ts'
import type { RecordingInfo } from '../store/cut-recording.ts'

/** A target of a recorded history: it opens like any other, and nothing is collected. */
export interface Recorded {
  readonly place: Place
  readonly state: TargetState
}

/** All targets of all recordings in a folder. One that cannot be read is left out and told to the log. */
export async function openRecordings(
  folder: string,
  history: History,
  host: Host,
): Promise<readonly Recorded[]> {
  const found: Recorded[] = []
  for (const file of await recordingFiles(folder)) {
    try {
      const note = await history.ask('recording', { file })
      for (const kept of await history.ask('targets', { file })) {
        const recorded = await open(file, note, kept, history)
        if (recorded !== undefined) found.push(recorded)
      }
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
      .sort()
      .map((name) => join(folder, name))
  } catch {
    // a host without the folder has no recordings
    return []
  }
}

async function open(
  file: string,
  note: RecordingInfo,
  kept: KeptTarget,
  history: History,
): Promise<Recorded | undefined> {
  const { config, summary, targetId, from, to } = kept
  if (config === undefined) return undefined
  const place: Place = { file, targetId, system: config.system }
  const { findings, verdicts } = await history.ask('findingsAt', { ...place, at: to })
  const count = (severity: string) =>
    findings.filter((each) => each.severity === severity && each.explainedBy === undefined).length
  const id = `recorded-${slugOf(basename(file, '.orrery'))}-${slugOf(targetId)}`
  const state: TargetState = {
    config: { id, ...config, permission: 'observe', budget: defaultBudget },
    condition: 'recorded',
    summary,
    extent: { from, to },
    findings: { critical: count('critical'), warning: count('warning'), info: count('info') },
    unknownRules: verdicts.filter(({ is }) => is === 'unknown').length,
    capabilities: kept.capabilities,
    recording: { file: basename(file), ...note },
  }
  return { place, state }
}
