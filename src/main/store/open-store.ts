import { openForWriting } from './database.ts'
import { Writer } from './writer.ts'
import { onFile } from './storage-error.ts'

export interface StoreOptions {
  /** Ticks that become one block, 90 if left out; fewer are for tests. */
  readonly windowTicks?: number
  /** Refuses to grow beyond so many pages of 4 KiB; for tests of a full disk. */
  readonly maxPages?: number
}

/**
 * Opens a history for writing, or begins one.
 * @param workerUrl the store's worker (`store-worker`), as a file that a thread can start from
 * @throws OrreryError `storage`: read-only, damaged, written by a newer Orrery, not a history
 */
export async function openStore(path: string, workerUrl: URL, options: StoreOptions = {}): Promise<Writer> {
  const db = openForWriting(path, options)
  return onFile(path, () => {
    try {
      return new Writer({ path, db, workerUrl, windowTicks: options.windowTicks ?? 90 })
    } catch (thrown) {
      db.close()
      throw thrown
    }
  })
}
