import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { archiveSuffix, type Cut, type ExportedArchive, isArchiveName } from '../../../shared/api/archives.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { Handlers } from '../../../shared/rpc/serve.ts'
import type { Pasts } from '../history/past.ts'
import type { Place } from '../history/questions.ts'
import type { Host } from '../host.ts'
import type { Observatory } from '../observatory.ts'
import { check } from '../validate.ts'
import type { Archives } from './archives.ts'
import { cutArchive } from './cut-archive.ts'
import type { ArchiveFolders } from './folders.ts'

export interface ArchiveHandlerParts {
  readonly host: Pick<Host, 'dialogs' | 'info' | 'workers'>
  readonly folders: ArchiveFolders
  readonly observatory: Observatory
  readonly past: Pasts
  readonly archives: Archives
}

type Area = { [K in keyof Handlers as K extends `archives.${string}` ? K : never]: Handlers[K] }

/** What windows ask of archives. */
export function archiveHandlers(parts: ArchiveHandlerParts): Area {
  const { host, observatory, past, archives } = parts
  return {
    'archives.foretell': async (arg, signal) => {
      const { targetIds, from, to } = checkCut(arg)
      const { file, ids } = oneFile(targetIds.map((id) => observatory.place(id)))
      return past.ask('foretell', { file, targetIds: ids, from, to }, signal)
    },
    'archives.export': (arg, signal) => exportArchive(parts, arg, signal),
    'archives.open': ({ path }) => archives.open(check.text(path, 'path')),
    'archives.pick': async () => {
      if (host.dialogs === undefined)
        throw new OrreryError('unsupported', 'This host has no dialogs', {
          fix: 'Drop the file onto the window.',
        })
      const opened = []
      for (const path of await host.dialogs.pickArchives()) opened.push(await archives.open(path))
      return opened
    },
    'archives.close': ({ id }) => archives.close(check.text(id, 'id')),
  }
}

async function exportArchive(
  { host, folders, observatory, past, archives }: ArchiveHandlerParts,
  { file: wanted, replace, ...arg }: Cut & { file: string; replace?: boolean },
  signal: AbortSignal,
): Promise<ExportedArchive | undefined> {
  const { targetIds, from, to } = checkCut(arg)
  const { file, ids } = oneFile(targetIds.map((id) => observatory.place(id)))
  const name = checkName(wanted)
  if (host.dialogs === undefined) await mkdir(folders.made, { recursive: true, mode: 0o700 })
  const out = host.dialogs === undefined ? join(folders.made, name) : await host.dialogs.saveArchive(name)
  if (out === undefined) return undefined
  // a dialog has asked already whether to replace
  const wish = { out, replace: replace === true || host.dialogs !== undefined, targetIds: ids, from, to }
  const exporting = { name: basename(out), share: 0 }
  const tell = (share: number) =>
    archives.setExporting([...others(archives, exporting.name), { ...exporting, share }])
  try {
    tell(0)
    const source = { file, isArchive: past.isArchive(file) }
    const { sizeBytes } = await cutArchive({ ...wish, source }, host, tell, signal)
    return { path: out, file: basename(out), sizeBytes }
  } finally {
    archives.setExporting(others(archives, exporting.name))
  }
}

const others = (archives: Archives, name: string) =>
  archives.state().exporting.filter((each) => each.name !== name)

function checkCut({ targetIds, from, to }: Cut): Cut {
  const ids: unknown = targetIds
  if (!Array.isArray(ids) || ids.length === 0)
    throw new OrreryError('invalid', 'targetIds is not a list of targets')
  return {
    targetIds: [...new Set(ids.map((id) => check.text(id, 'targetId')))],
    ...check.stretch({ from, to }),
  }
}

/** An archive is cut from one file. @throws OrreryError `invalid` */
function oneFile(places: readonly Place[]) {
  const file = places[0]?.file ?? ''
  if (places.every((place) => place.file === file))
    return { file, ids: places.map(({ targetId }) => targetId) }
  throw new OrreryError('invalid', 'These targets lie in different files', {
    fix: 'Export what Orrery observes and what was opened from an archive one after the other.',
  })
}

/** A name, never a path. @throws OrreryError `invalid` */
function checkName(wanted: unknown): string {
  const text = check.text(wanted, 'file').trim()
  const name = text.endsWith(archiveSuffix) ? text : `${text}${archiveSuffix}`
  if (isArchiveName(name)) return name
  throw new OrreryError('invalid', `${text.slice(0, 200)} is no file name`, {
    fix: 'Use letters, digits, - and _; the folder is chosen elsewhere.',
  })
}
