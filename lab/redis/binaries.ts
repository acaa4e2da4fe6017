import { execFile } from 'node:child_process'
import { access, constants, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { withFolderLock } from '../host/folder-lock.ts'
import { cacheFolder, type Progress } from '../host/jars.ts'
import { LabError } from '../lab-error.ts'

const run = promisify(execFile)
const fetchLimitMs = 180_000
/** The server with its tools, and the libraries that a bare machine lacks. */
const packages = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1']

/** Redis on this machine: installed, or unpacked into the lab's cache. */
export interface RedisBinaries {
  readonly server: string
  readonly cli: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * Those of the PATH, else Debian's packages, unpacked and not installed: no service is started.
 * @throws LabError that says what is missing
 */
export async function redisBinaries(progress: Progress = () => {}): Promise<RedisBinaries> {
  const [server, cli] = await Promise.all([onPath('redis-server'), onPath('redis-cli')])
  if (server !== undefined && cli !== undefined) return { server, cli, env: {} }
  const root = join(cacheFolder(), `redis-${process.arch}`)
  if (!(await isThere(root))) {
    await mkdir(cacheFolder(), { recursive: true })
    await withFolderLock(`${root}.lock`, fetchLimitMs, () => unpackInto(root, progress))
  }
  return inRoot(root)
}

async function inRoot(root: string): Promise<RedisBinaries> {
  const lib = join(root, 'usr', 'lib')
  const folders = (await readdir(lib)).filter((name) => name.endsWith('-linux-gnu'))
  const libraries = folders.map((name) => join(lib, name)).join(delimiter)
  const bin = join(root, 'usr', 'bin')
  return {
    server: join(bin, 'redis-server'),
    cli: join(bin, 'redis-cli'),
    env: { LD_LIBRARY_PATH: libraries },
  }
}

/** The folder appears whole, by a rename: that it is there is the stamp that everything is. */
async function unpackInto(root: string, progress: Progress): Promise<void> {
  if (await isThere(root)) return
  progress('fetching Redis from Debian’s packages (once)')
  const part = await mkdtemp(`${root}.part-`)
  try {
    await download(part)
    for (const file of await readdir(part))
      if (file.endsWith('.deb')) await run('dpkg', ['-x', file, join(part, 'root')], { cwd: part })
    await rename(join(part, 'root'), root)
  } catch (error) {
    throw new LabError('The lab runs real servers, and no redis-server is on this machine', {
      fix: 'Install redis-server and redis-cli 7.0 or newer (Debian: apt install redis-server; macOS: brew install redis)',
      cause: error,
    })
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

/** A machine that never asked what packages there are knows of none: then it is asked, where that is allowed. */
async function download(cwd: string): Promise<void> {
  const fetch = () => run('apt-get', ['download', ...packages], { cwd, timeout: fetchLimitMs })
  await fetch().catch(async () => {
    await run('apt-get', ['update'], { timeout: fetchLimitMs })
    await fetch()
  })
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
