import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { OrreryError } from '../../shared/base/errors.ts'
import { findKept, type Kept } from '../core/history/find-kept.ts'
import type { InstalledAt } from '../core/installed-at.ts'
import { makeReport } from '../core/reports.ts'
import type { ReportCommand } from './args.ts'
import { openPast } from './open-past.ts'
import { printPdf } from './print-pdf.ts'
import { say } from './say.ts'

/** Writes a report of history, a file for each format; prints their paths. Nothing is asked from a cluster. @returns 0 */
export async function report(command: ReportCommand, place: InstalledAt): Promise<number> {
  const { title, redact, formats } = command
  await using past = openPast(place, command.targets, command.dataDir)
  const { history } = past
  const kept = await findKept(history, past.file, command.targets)
  const places = kept.map(({ config, targetId, file: where }) => ({
    ...{ file: where, targetId, id: targetId },
    ...{ system: config.system, name: config.name, endpoints: config.endpoints },
  }))
  const ids = places.map(({ id }) => id)
  const { from, to } = spanOf(command, kept)
  const request = { targetIds: ids, from, to, redact, ...(title === undefined ? {} : { title }) }
  const parts = { history, print: printPdf, madeBy: `Orrery ${place.version}` }
  const folder = resolve(command.out ?? '.')
  await mkdir(folder, { recursive: true })
  for (const format of formats) {
    const made = await makeReport(parts, places, request, format, new AbortController().signal)
    const path = join(folder, made.name)
    await save(path, made.data)
    process.stdout.write(`${path}\n`)
  }
  say(`A report of ${places.map(({ name }) => name).join(', ')}.`)
  return 0
}

const usualMs = 3_600_000

/** Never from before anything was seen: that would only be told as not observed. */
function spanOf(command: ReportCommand, kept: readonly Kept[]) {
  const to = command.to ?? Math.max(...kept.map((each) => each.to))
  const began = Math.min(...kept.map((each) => each.from))
  return { from: Math.min(to, Math.max(began, command.from ?? to - usualMs)), to }
}

async function save(path: string, data: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, data)
  } catch (cause) {
    throw new OrreryError('storage', `${path} could not be written`, {
      fix: 'Choose another folder with --out.',
      cause,
    })
  }
}
