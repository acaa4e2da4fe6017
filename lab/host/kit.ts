import { access, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withFolderLock } from './folder-lock.ts'
import { jarsOf, type Jars, type KitName, type Progress } from './jars.ts'
import { findJava, type Java } from './java.ts'

/** All that it takes to start a system's servers and tools. */
export interface Kit {
  readonly java: Java
  readonly jars: Jars
  /** For the class archive: to use it, or to write it. */
  readonly flags: readonly string[]
}

const warmUpLimitMs = 240_000

/**
 * Fetches a kit the first time, and makes an archive of the classes that its servers load (class data sharing),
 * which nearly halves the time and the CPU of a start.
 * @param warmUp starts a server of the kit it is given, and ends it with SIGTERM: it writes the archive as it ends
 */
export async function prepareKit(
  name: KitName,
  progress: Progress,
  warmUp: (kit: Kit) => Promise<void>,
): Promise<Kit> {
  const [java, jars] = await Promise.all([findJava(), jarsOf(name, progress)])
  const archive = join(jars.folder, `classes-${java.version}.jsa`)
  if (!(await isThere(archive)))
    await withFolderLock(`${archive}.lock`, warmUpLimitMs, async () => {
      if (await isThere(archive)) return
      progress(`preparing quick starts of ${name} (once)`)
      await makeArchive(archive, { java, jars }, warmUp)
    })
  return { java, jars, flags: [`-XX:SharedArchiveFile=${archive}`, ...quiet] }
}

// a JVM that can't use the archive goes without, and need not say so on the stdout of a tool
const quiet = ['-Xshare:auto', '-Xlog:cds=off', '-Xlog:cds+dynamic=off']

async function makeArchive(
  archive: string,
  kit: Pick<Kit, 'java' | 'jars'>,
  warmUp: (kit: Kit) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(`${archive}.part-`)
  const part = join(folder, 'classes.jsa')
  try {
    await warmUp({ ...kit, flags: [`-XX:ArchiveClassesAtExit=${part}`, ...quiet] })
    // a JVM that doesn't write archives: an empty one is ignored, and keeps us from trying again
    if (!(await isThere(part))) await writeFile(part, '')
    await rename(part, archive)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
