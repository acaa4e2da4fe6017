import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isThere } from '../host/debian.ts'
import { withFolderLock } from '../host/folder-lock.ts'
import { cacheFolder } from '../host/jars.ts'
import type { RabbitBinaries } from './binaries.ts'
import { definitions } from './users.ts'

const makeLimitMs = 180_000

/** Where a node keeps its data, in its cluster's folder. */
export function dataFolder(folder: string, id: number): string {
  return join(folder, `rabbit-${id}`, 'mnesia')
}

/**
 * The data of an empty cluster with the lab's users: nodes that start on a copy of it know each other already, which
 * is three times as quick as to find and join each other.
 * @param make forms such a cluster once, ends it, and copies its data into the folder
 * @returns the folder of the seed, in the lab's cache
 */
export async function seedOf(
  binaries: RabbitBinaries,
  nodeCount: number,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const content = JSON.stringify([binaries.version, nodeCount, definitions])
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const seed = join(cacheFolder(), `rabbitmq-seed-${nodeCount}-${hash}`)
  if (await isThere(seed)) return seed
  await mkdir(cacheFolder(), { recursive: true })
  await withFolderLock(`${seed}.lock`, makeLimitMs, async () => {
    if (await isThere(seed)) return
    const part = await mkdtemp(`${seed}.part-`)
    try {
      await make(part)
      await rename(part, seed)
    } finally {
      await rm(part, { recursive: true, force: true })
    }
  })
  return seed
}

/** From the folder of a cluster to that of a seed, or back. */
export async function copyData(from: string, to: string, ids: readonly number[]): Promise<void> {
  await Promise.all(
    ids.map((id) => cp(dataFolder(from, id), dataFolder(to, id), { recursive: true, errorOnExist: true })),
  )
}
