import { resolve } from 'node:path'
import type { Comparison } from '../../shared/api/compare.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import { catalogues } from '../../shared/systems/index.ts'
import { checkSystems } from '../core/compare.ts'
import { findKept, type Kept } from '../core/history/find-kept.ts'
import type { Past } from '../core/history/past.ts'
import type { ComparedPlace } from '../core/history/questions.ts'
import type { InstalledAt } from '../core/installed-at.ts'
import type { CompareCommand } from './args.ts'
import { compareText } from './compare-text.ts'
import { toJson } from './json.ts'
import { openPast } from './open-past.ts'

/**
 * Prints what differs of two moments in the history; nothing is asked from a cluster.
 * @returns as diff does: 0 nothing differs but positions and amounts, 1 something does
 */
export async function compare(command: CompareCommand, place: InstalledAt): Promise<number> {
  const { targets, inFile, dataDir, json } = command
  await using past = openPast(place, inFile === undefined ? targets : [...targets, inFile], dataDir)
  const { history } = past
  const kept = await findKept(history, inFile === undefined ? past.file : resolve(inFile), targets)
  const [a, b = a] = kept
  if (a === undefined || b === undefined || kept.length !== targets.length) throw tooMany(kept)
  checkSystems(a.config.system, b.config.system)
  const places = await sidesOf(history, command, a, b)
  const read = await history.ask('compare', { places })
  const comparison: Comparison = {
    ...read,
    a: { targetId: a.targetId, at: places[0].at, ...read.a },
    b: { targetId: b.targetId, at: places[1].at, ...read.b },
  }
  const names = { a: a.config.name, b: b.config.name }
  const catalogue = catalogues[a.config.system]
  if (json) process.stdout.write(`${toJson({ names, ...comparison }, 2)}\n`)
  else if (catalogue !== undefined) process.stdout.write(compareText(comparison, catalogue, names))
  return comparison.groups.length === 0 ? 0 : 1
}

const usualMs = 3_600_000

/** Of one target from one instant to another, an hour apart if nobody says; of two both at one, or each at its newest. */
async function sidesOf(
  history: Past,
  { targets, from, to, at }: CompareCommand,
  a: Kept,
  b: Kept,
): Promise<readonly [ComparedPlace, ComparedPlace]> {
  if (targets.length > 1) return [placeOf(a, at ?? a.to), placeOf(b, at ?? b.to)]
  const end = to ?? a.to
  const place = placeOf(a, 0)
  const first = await history.ask('step', { ...place, from: a.from - 1, direction: 'forward', by: 'sample' })
  return [placeOf(a, from ?? Math.max(first ?? a.from, end - usualMs)), placeOf(b, end)]
}

function placeOf({ file, targetId, config }: Kept, at: number): ComparedPlace {
  return { file, targetId, system: config.system, at }
}

function tooMany(kept: readonly Kept[]): OrreryError {
  const names = kept.map(({ config }) => config.name).join(', ')
  return new OrreryError('invalid', `It is not clear what to compare: the files tell of ${names}`, {
    fix: 'Name one target of a file: orrery compare NAME --in FILE.',
  })
}
