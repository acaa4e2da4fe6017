import { constants, readdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { isThere, unpackedPackages } from '../host/debian.ts'
import type { Progress } from '../host/jars.ts'

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
  return inRoot(await unpackedPackages(redis, progress))
}

const redis = {
  name: 'redis',
  /** The server with its tools, and the libraries that a bare machine lacks. */
  packages: () => Promise.resolve(['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1']),
  fix: 'Install redis-server and redis-cli 7.0 or newer (Debian: apt install redis-server; macOS: brew install redis)',
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

async function onPath(name: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, name)
    if (folder !== '' && (await isThere(file, constants.X_OK))) return file
  }
  return undefined
}
