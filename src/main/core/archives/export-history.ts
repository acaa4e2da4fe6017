import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { OrreryError } from '../../../shared/base/errors.ts'
import { History } from '../history/history.ts'
import type { KeptTarget } from '../history/questions.ts'
import type { Host } from '../host.ts'
import { passingId } from '../targets/passing-id.ts'
import { slugOf, TargetList } from '../targets/target-list.ts'
import { cutArchive } from './cut-archive.ts'

export interface HistoryExport {
  /** Names, ids, or connection strings. */
  readonly targets: readonly string[]
  readonly from: number
  readonly to: number
  /** Path of the new file. */
  readonly out: string
  readonly replace: boolean
}

/**
 * Cuts an archive out of the history of a profile, beside the Orrery that may be writing it.
 * @throws OrreryError `not-found` no history, target, or nothing in that time; `invalid`, `storage`, `cancelled`
 */
export async function exportHistory(
  { targets, ...cut }: HistoryExport,
  host: Pick<Host, 'info' | 'paths' | 'workers'>,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<{ readonly sizeBytes: number; readonly names: readonly string[] }> {
  const file = historyOf(host.paths.dataDir)
  const list = await TargetList.open(host.paths.targetsFile)
  await using past = new History(host.workers.history)
  const kept = await past.ask('targets', { file }, signal)
  const chosen = targets.map((text) => keptAs(text, kept, list))
  const source = { file, isArchive: false }
  const targetIds = [...new Set(chosen.map(({ targetId }) => targetId))]
  const { sizeBytes } = await cutArchive({ ...cut, source, targetIds }, host, onShare, signal)
  return { sizeBytes, names: chosen.map(nameOf) }
}

/** `orders-2026-11-20T0312.orrery`: what an archive is called when nobody says. */
export function archiveName(targets: readonly string[], from: number): string {
  const [first = 'archive'] = targets
  const more = targets.length > 1 ? `-and-${targets.length - 1}-more` : ''
  const name = slugOf(first.replace(/\/\/[^/?#]*@/, '//'))
  return `${name}${more}-${new Date(from).toISOString().slice(0, 16).replace(':', '')}.orrery`
}

function historyOf(dataDir: string): string {
  const file = join(dataDir, 'history.orrery')
  if (existsSync(file)) return file
  throw new OrreryError('not-found', `There is no history in ${dataDir}`, {
    fix: 'Start Orrery once with orrery serve, or say where its history lies with --data.',
  })
}

const nameOf = ({ config, targetId }: KeptTarget): string => config?.name ?? targetId

/** What a person calls it: as it is saved now, or as it was called when it was observed last. */
function keptAs(text: string, kept: readonly KeptTarget[], list: TargetList): KeptTarget {
  const saved = list.all().find(({ id, name }) => id === text || name === text)
  const id = saved?.id ?? (text.includes('://') ? passingId({ name: '', url: text }) : text)
  const found = kept.find(({ targetId }) => targetId === id) ?? onlyOne(kept, text)
  if (found !== undefined) return found
  const had = kept.map(nameOf).join(', ')
  const given = text.replace(/\/\/[^/?#]*@/, '//')
  throw new OrreryError('not-found', `Nothing was ever observed of ${given}`, {
    fix: had === '' ? 'The history is empty.' : `The history holds: ${had}.`,
  })
}

function onlyOne(kept: readonly KeptTarget[], name: string): KeptTarget | undefined {
  const called = kept.filter(({ config }) => config?.name === name)
  if (called.length < 2) return called[0]
  throw new OrreryError('invalid', `${called.length} targets in the history are called ${name}`, {
    fix: `Give one of their ids: ${called.map(({ targetId }) => targetId).join(', ')}.`,
  })
}
