import { execFile } from 'node:child_process'
import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { LabError } from '../lab-error.ts'
import { downloadFromBackports } from './debian-backports.ts'
import { withFolderLock } from './folder-lock.ts'
import { cacheFolder, type Progress } from './jars.ts'

const run = promisify(execFile)
const fetchLimitMs = 300_000

export interface Unpacking {
  /** Names the folder in the lab's cache. */
  readonly name: string
  readonly packages: () => Promise<readonly string[]>
  /** Those that an older release has in its backports only. */
  readonly fromBackports?: readonly string[]
  /** Done to the unpacked tree once, before anybody sees it. */
  readonly prepare?: (root: string) => Promise<void>
  /** What a person can do where this can't be done. */
  readonly fix: string
}

/**
 * Debian's packages, unpacked into the lab's cache and not installed: no service is started.
 * @returns the folder that stands for `/`
 * @throws LabError that says what is missing
 */
export async function unpackedPackages(unpacking: Unpacking, progress: Progress): Promise<string> {
  const root = join(cacheFolder(), `${unpacking.name}-${process.arch}`)
  if (!(await isThere(root))) {
    await mkdir(cacheFolder(), { recursive: true })
    await withFolderLock(`${root}.lock`, fetchLimitMs, () => unpackInto(root, unpacking, progress))
  }
  return root
}

/** The folder appears whole, by a rename: that it is there is the stamp that everything is. */
async function unpackInto(root: string, unpacking: Unpacking, progress: Progress): Promise<void> {
  if (await isThere(root)) return
  progress(`fetching ${unpacking.name} from Debian’s packages (once)`)
  const part = await mkdtemp(`${root}.part-`)
  const unpacked = join(part, 'root')
  try {
    await download(part, unpacking.packages)
    await downloadAnyhow(part, unpacking.fromBackports ?? [])
    for (const file of await readdir(part))
      if (file.endsWith('.deb')) await run('dpkg', ['-x', file, unpacked], { cwd: part })
    await unpacking.prepare?.(unpacked)
    await rename(unpacked, root)
  } catch (error) {
    throw new LabError(
      `The lab runs real servers; ${unpacking.name} is not on this machine and could not be fetched`,
      { fix: unpacking.fix, cause: error },
    )
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

/** A machine that never asked what packages there are knows of none: then it is asked, where that is allowed. */
async function download(cwd: string, packages: Unpacking['packages']): Promise<void> {
  const fetch = async () =>
    run('apt-get', ['download', ...(await packages())], { cwd, timeout: fetchLimitMs })
  await fetch().catch(async () => {
    await run('apt-get', ['update'], { timeout: fetchLimitMs })
    await fetch()
  })
}

/** A machine need not know of the backports: they are looked at where its own packages have none of it. */
async function downloadAnyhow(cwd: string, packages: readonly string[]): Promise<void> {
  if (packages.length === 0) return
  await run('apt-get', ['download', ...packages], { cwd, timeout: fetchLimitMs }).catch(() =>
    downloadFromBackports(packages, cwd),
  )
}

/** @returns the package and all that it depends on, directly or not, whose names begin so */
export async function withDependencies(name: string, prefix: string): Promise<readonly string[]> {
  const without = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances']
  const args = ['depends', '--recurse', ...without.map((relation) => `--no-${relation}`), name]
  const { stdout } = await run('apt-cache', args, { timeout: fetchLimitMs })
  const found = stdout.split('\n').filter((line) => line.startsWith(prefix))
  if (found.length === 0) throw new Error(`apt-cache knows no ${prefix}… that ${name} needs`)
  return [name, ...new Set(found)]
}

export function isThere(file: string, mode?: number): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  )
}
