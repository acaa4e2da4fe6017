import { lockForWriting, openForWriting } from './database.ts'
import { Writer } from './writer.ts'
import { onFile } from './storage-error.ts'

export interface StoreOptions {
  /** Ticks that become one block, 90 if left out; fewer are for tests. */
  readonly windowTicks?: number
  /** Changes that become one row, 1,500 if left out; fewer are for tests. */
  readonly packRows?: number
  /** Refuses to grow beyond so many pages of 4 KiB; for tests of a full disk. */
  readonly maxPages?: number
}

/**
 * Opens a history for writing, or begins one.
 * @param workerUrl the store's worker (`store-worker`), as a file that a thread can start from
 * @throws OrreryError `storage`: read-only, damaged, written by a newer Orrery, not a history
 */
export async function openStore(path: string, workerUrl: URL, options: StoreOptions = {}): Promise<Writer> {
  using held = new DisposableStack()
  const lock = held.use(lockForWriting(path))
  const db = held.adopt(openForWriting(path, options), (open) => open.close())
  const writer = onFile(path, () => new Writer({ path, db, lock, workerUrl, windowTicks: 90, ...options }))
  held.move()
  return writer
}
