import { resolve } from 'node:path'
import { formatBytes } from '../../shared/base/format-number.ts'
import { formatSpan } from '../../shared/base/format-time.ts'
import { archiveName, exportHistory } from '../core/archives/export-history.ts'
import type { InstalledAt } from '../core/installed-at.ts'
import { targetsFileOf, userPaths } from '../core/user-paths.ts'
import type { ExportCommand } from './args.ts'
import { toJson } from './json.ts'
import { say } from './say.ts'
import { untilEnded } from './until-ended.ts'

/** How often a long export tells how far it is, ms. */
const tellEveryMs = 2_000

/** Writes an archive, and prints its path. @returns 0 */
export async function exportArchive(command: ExportCommand, place: InstalledAt): Promise<number> {
  const { targets, from, to, replace, json } = command
  const out = resolve(command.out ?? archiveName(targets, from))
  const paths = userPaths()
  const host = {
    info: { version: place.version, host: 'headless' as const },
    paths: {
      targetsFile: targetsFileOf(command.targetsFile, paths),
      dataDir: resolve(command.dataDir ?? paths.dataDir),
      resourcesDir: place.resources,
    },
    workers: place.workers,
  }
  const stop = new AbortController()
  void untilEnded({ withParent: false }).then(() => stop.abort())
  const wish = { targets, from, to, out, replace }
  const { sizeBytes, names } = await exportHistory(wish, host, teller(), stop.signal)
  say(`${names.join(', ')}, ${formatSpan(from, to)}: ${formatBytes(sizeBytes)}`)
  process.stdout.write(json ? `${toJson({ file: out, sizeBytes, from, to, targets: names })}\n` : `${out}\n`)
  return 0
}

function teller(): (share: number) => void {
  let told = Date.now()
  return (share) => {
    if (Date.now() - told < tellEveryMs) return
    told = Date.now()
    say(`${Math.floor(share * 100)} %`)
  }
}
