import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { folderPrefix } from './sweep.ts'

/** Servers tell where their data lie, and recordings keep it: `ORRERY_LAB_NAME=demo` makes that a name that says nothing. */
export const folderNameVariable = 'ORRERY_LAB_NAME'

/** @returns a new folder in `tmp`; with a random name unless one is asked for and free */
export function makeFolder(tmp: string, name = process.env[folderNameVariable]): string {
  if (name !== undefined && name !== '') {
    const folder = join(tmp, `${folderPrefix}${name}`)
    if (isMade(folder)) return folder
  }
  return mkdtempSync(join(tmp, folderPrefix))
}

/** A lab that is warming up has the name already, or another lab. */
function isMade(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
