import { constants, readdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { isThere, unpackedPackages, type Unpacking } from '../host/debian.ts'
import type { Progress } from '../host/jars.ts'

/** What speaks Redis. Valkey forked from it at 7.2.4. */
export type RedisMake = 'redis' | 'valkey'

/** Libraries that a bare machine lacks. */
const libraries = ['libjemalloc2', 'liblzf1']

const makes: Readonly<Record<RedisMake, Unpacking>> = {
  redis: {
    name: 'redis',
    packages: () => Promise.resolve(['redis-server', 'redis-tools', ...libraries]),
    fix: 'Install redis-server and redis-cli 7.0 or newer (Debian: apt install redis-server; macOS: brew install redis)',
  },
  valkey: {
    name: 'valkey',
    packages: () => Promise.resolve(libraries),
    // Debian 12 has it there alone
    fromBackports: ['valkey-server', 'valkey-tools'],
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
  return inRoot(await unpackedPackages(makes[make], progress), make)
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

async function onPath(name: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, name)
    if (folder !== '' && (await isThere(file, constants.X_OK))) return file
  }
  return undefined
}
