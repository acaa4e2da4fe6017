import type { ArchiveMade } from '../../../shared/api/archives.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'

const platforms: Readonly<Record<string, string>> = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' }

/** `made Fri 20 Nov 03:12 by Orrery 0.1.0 on Linux`; empty: the file doesn't say. */
export function madeWords(made: ArchiveMade | undefined): string {
  if (made === undefined) return ''
  const platform = platforms[made.platform] ?? made.platform.slice(0, 20)
  return `made ${formatInstant(made.at)} by Orrery ${made.version.slice(0, 20)} on ${platform}`
}
