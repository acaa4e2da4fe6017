import { archiveSuffix, type Cut, isArchiveName } from '../../../shared/api/archives.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { parseInstant } from '../../../shared/base/parse-time.ts'

/** What stands in the fields of the dialog. */
export interface ExportDraft {
  readonly targetIds: readonly string[]
  readonly from: string
  readonly to: string
  readonly file: string
}

export type Checked =
  | { readonly cut: Cut; readonly file: string }
  /** What is wrong, and with which field. */
  | { readonly field: 'targets' | 'from' | 'to' | 'file'; readonly problem: string }

const example = 'Write it like 03:12:40, 20 Nov 03:12 or 2026-11-20 03:12'

/** The draft as a wish, or the first thing that is wrong with it. */
export function checkExport({ targetIds, from, to, file }: ExportDraft, now: number): Checked {
  if (targetIds.length === 0) return { field: 'targets', problem: 'Choose at least one target' }
  const start = parseInstant(from, now)
  if (start === undefined) return { field: 'from', problem: example }
  const end = parseInstant(to, now)
  if (end === undefined) return { field: 'to', problem: example }
  if (start >= end) return { field: 'to', problem: 'It is not after the beginning' }
  const name = file.endsWith(archiveSuffix) ? file : `${file}${archiveSuffix}`
  if (!isArchiveName(name)) return { field: 'file', problem: 'This is no file name' }
  return { cut: { targetIds, from: start, to: end }, file: name }
}

/** Targets that lie in the same file as the one that was chosen: one's own together, those of an archive together. */
export function sameFile(targets: readonly TargetState[], targetId: string): readonly TargetState[] {
  const fileOf = ({ condition, recording }: TargetState) =>
    condition === 'recorded' ? (recording?.archive?.id ?? recording?.file) : ''
  const chosen = targets.find(({ config }) => config.id === targetId)
  return chosen === undefined ? [] : targets.filter((each) => fileOf(each) === fileOf(chosen))
}

/** `2026-11-20 03:12:40`: what can be typed again. */
export function typedInstant(at: number): string {
  const d = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`
  return `${day} ${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`
}

/** `prod-kafka-2026-11-20-0312.orrery` */
export function proposedName(name: string, from: number): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '')
  const when = typedInstant(from).slice(0, 16).replace(' ', '-').replace(':', '')
  return `${plain === '' ? 'archive' : plain}-${when}${archiveSuffix}`
}
