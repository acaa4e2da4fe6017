import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyToFormat } from '../database.ts'
import { HistoryFile } from '../read/file.ts'

/**
 * An archive of an older Orrery, brought up to date in a copy that goes when it is closed; the file itself stays as it is.
 * Its schema has been checked: what brings it up to date meets nothing but Orrery's own tables.
 * @throws OrreryError `storage` no room for the copy
 */
export function broughtUpToDate(path: string): HistoryFile {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-older-'))
  const forget = () => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, 'archive.orrery')
    copyFileSync(path, copy)
    return new OlderArchive(path, copyToFormat(copy), forget)
  } catch (thrown) {
    forget()
    throw thrown
  }
}

class OlderArchive extends HistoryFile {
  readonly #forget: () => void

  constructor(path: string, db: HistoryFile['db'], forget: () => void) {
    super(path, db)
    this.#forget = forget
  }

  override [Symbol.dispose](): void {
    super[Symbol.dispose]()
    this.#forget()
  }
}
