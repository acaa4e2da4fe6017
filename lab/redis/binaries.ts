import { execFile } from 'node:child_process'
import { access, constants, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { withFolderLock } from '../host/folder-lock.ts'
import { cacheFolder, type Progress } from '../host/jars.ts'
import { LabError } from '../lab-error.ts'
import { downloadFromBackports } from './backports.ts'

const run = promisify(execFile)
const fetchLimitMs = 180_000
/** Libraries that a bare machine lacks. */
const libraries = ['libjemalloc2', 'liblzf1']

/** What speaks Redis. Valkey forked from it at 7.2.4. */
export type RedisMake = 'redis' | 'valkey'

interface Made {
  readonly name: string
  readonly packages: readonly string[]
  /** Where no package is: what to install. */
  readonly fix: string
}

const makes: Readonly<Record<RedisMake, Made>> = {
  redis: {
    name: 'Redis',
    packages: ['redis-server', 'redis-tools'],
    fix: 'Install redis-server and redis-cli 7.0 or newer (Debian: apt install redis-server; macOS: brew install redis)',
  },
  valkey: {
    name: 'Valkey',
    packages: ['valkey-server', 'valkey-tools'],
    fix: 'Install valkey-server and valkey-cli (Debian 12: from bookworm-backports; macOS: brew install valkey)',
  },
}

/** Redis or Valkey on this machine: installed, or unpacked into the lab's cache. */
export interface RedisBinaries {
  readonly server: string
  readonly cli: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * Those of the PATH, else Debian's packages, unpacked and not installed: no service is started.
 * @throws LabError that says what is missing
 */
export async function redisBinaries(
  make: RedisMake = 'redis',
  progress: Progress = () => {},
): Promise<RedisBinaries> {
  const [server, cli] = await Promise.all([onPath(`${make}-server`), onPath(`${make}-cli`)])
  if (server !== undefined && cli !== undefined) return { server, cli, env: {} }
  const root = join(cacheFolder(), `${make}-${process.arch}`)
  if (!(await isThere(root))) {
    await mkdir(cacheFolder(), { recursive: true })
    await withFolderLock(`${root}.lock`, fetchLimitMs, () => unpackInto(root, make, progress))
  }
  return inRoot(root, make)
}

async function inRoot(root: string, make: RedisMake): Promise<RedisBinaries> {
  const lib = join(root, 'usr', 'lib')
  const folders = (await readdir(lib)).filter((name) => name.endsWith('-linux-gnu'))
  const paths = folders.map((name) => join(lib, name)).join(delimiter)
  const bin = join(root, 'usr', 'bin')
  return {
    server: join(bin, `${make}-server`),
    cli: join(bin, `${make}-cli`),
    env: { LD_LIBRARY_PATH: paths },
  }
}

/** The folder appears whole, by a rename: that it is there is the stamp that everything is. */
async function unpackInto(root: string, make: RedisMake, progress: Progress): Promise<void> {
  if (await isThere(root)) return
  const { name, packages, fix } = makes[make]
  progress(`fetching ${name} from Debian’s packages (once)`)
  const part = await mkdtemp(`${root}.part-`)
  try {
    await download(libraries, part)
    await (make === 'valkey' ? downloadAnyhow(packages, part) : download(packages, part))
    for (const file of await readdir(part))
      if (file.endsWith('.deb')) await run('dpkg', ['-x', file, join(part, 'root')], { cwd: part })
    await rename(join(part, 'root'), root)
  } catch (error) {
    throw new LabError(`The lab runs real servers, and no ${make}-server is on this machine`, {
      fix,
      cause: error,
    })
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

/** A machine that never asked what packages there are knows of none: then it is asked, where that is allowed. */
async function download(packages: readonly string[], cwd: string): Promise<void> {
  const fetch = () => run('apt-get', ['download', ...packages], { cwd, timeout: fetchLimitMs })
  await fetch().catch(async () => {
    await run('apt-get', ['update'], { timeout: fetchLimitMs })
    await fetch()
  })
}

/** Debian 12 has it in its backports only, which a machine need not know. */
async function downloadAnyhow(packages: readonly string[], cwd: string): Promise<void> {
  await run('apt-get', ['download', ...packages], { cwd, timeout: fetchLimitMs }).catch(() =>
    downloadFromBackports(packages, cwd),
  )
}

async function onPath(name: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, name)
    if (folder !== '' && (await isThere(file, constants.X_OK))) return file
  }
  return undefined
}

function isThere(file: string, mode = constants.F_OK): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  )
}
