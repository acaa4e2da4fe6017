import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asOrreryError, OrreryError } from '../../shared/base/errors.ts'
import type { Store } from '../store/store.ts'
import type { Host } from './host.ts'

/** The history that is written to. Disposing closes it. */
export interface OpenHistory extends AsyncDisposable {
  readonly store: Store
  readonly file: string
  /** Why it is not the one that was asked for, and what to do; that one is left as it is. */
  readonly problem: string | undefined
}

export function historyFileOf(folder: string): string {
  return join(folder, 'history.orrery')
}

type OpenStore = (file: string, worker: URL) => Promise<Store>

/**
 * Opens the history of the data folder. One that cannot be written (damaged, of a newer Orrery, read-only) is left
 * alone: what is observed then goes into a passing file, so that everything but the past works.
 * @throws OrreryError `storage` when another Orrery writes there, or not even a passing file can be made
 */
export async function openHistory(host: Host, openStore: OpenStore): Promise<OpenHistory> {
  await using held = new AsyncDisposableStack()
  const { file, store, problem } = await ownOrPassing(host, openStore, held)
  const owned = held.move()
  return { file, store, problem, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function ownOrPassing(host: Host, openStore: OpenStore, held: AsyncDisposableStack) {
  const open = async (folder: string) => {
    const file = historyFileOf(folder)
    return { file, store: held.use(await openStore(file, host.workers.store)) }
  }
  try {
    await makeFolder(host.paths.dataDir)
    return { ...(await open(host.paths.dataDir)), problem: undefined }
  } catch (thrown) {
    if (!canGoOn(asOrreryError(thrown))) throw thrown
    return { ...(await open(await passingFolder(held))), problem: told(thrown, host) }
  }
}

/** Where another Orrery already collects into the file, a person wants that one, not a second. */
function canGoOn({ code, details }: OrreryError): boolean {
  return code === 'storage' && details['reason'] !== 'SQLITE_BUSY'
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new OrreryError('storage', `The folder of the history, ${folder}, cannot be made`, {
      cause,
      fix: 'Choose another one with --data.',
    })
  }
}

async function passingFolder(held: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'orrery-passing-'))
  held.defer(() => rm(folder, { recursive: true, force: true }))
  return folder
}

function told(thrown: unknown, host: Host): string {
  const { message, fix } = asOrreryError(thrown)
  const problem = `${message}. ${fix ?? ''} Until then nothing that is observed is kept.`
  host.log('error', problem)
  return problem
}
