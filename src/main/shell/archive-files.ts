import { resolve } from 'node:path'
import { archiveSuffix } from '../../shared/api/archives.ts'

/** The archives on a command line: a double click gives their paths to the program. @param folder where it was typed */
export function archivesIn(args: readonly string[], folder: string): readonly string[] {
  return args.filter(isArchive).map((path) => resolve(folder, path))
}

export function isArchive(arg: string): boolean {
  return arg.endsWith(archiveSuffix) && !arg.startsWith('-') && !arg.includes('://')
}
