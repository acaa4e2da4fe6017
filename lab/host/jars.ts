import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { LabError } from '../lab-error.ts'
import { withFolderLock } from './folder-lock.ts'
import { findMaven } from './java.ts'

const run = promisify(execFile)
const fetchLimitMs = 600_000
const copyDependencies = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'

/** A server with its tools: a pom of this name lies in lab/jars. */
export type KitName = 'kafka-4' | 'kafka-3' | 'zookeeper-3' | 'zookeeper-3.5' | 'activemq-5' | 'activemq-6'

export type Progress = (line: string) => void

export interface Jars {
  readonly name: KitName
  /** For `java -cp`; the order is always the same, which shared class archives need. */
  readonly classpath: string
  /** Of this kit at these versions; what is made from the jars is kept beside them. */
  readonly folder: string
}

/** `$XDG_CACHE_HOME/orrery/lab`, where everything is kept that a second start need not fetch or make again. */
export function cacheFolder(): string {
  const xdg = process.env['XDG_CACHE_HOME']
  return join(xdg && xdg !== '' ? xdg : join(homedir(), '.cache'), 'orrery', 'lab')
}

/**
 * The jars of a kit: from the cache, or the first time from Maven's repositories.
 * @throws LabError when Maven is missing or can't fetch them; the end of its output is in the message
 */
export async function jarsOf(name: KitName, progress: Progress = () => {}): Promise<Jars> {
  const pom = fileURLToPath(new URL(`../jars/${name}.xml`, import.meta.url))
  const version = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex')
    .slice(0, 10)
  const folder = join(cacheFolder(), `${name}-${version}`)
  if (!(await isThere(folder))) {
    await mkdir(cacheFolder(), { recursive: true })
    await withFolderLock(`${folder}.lock`, fetchLimitMs, () => fetchInto(folder, name, pom, progress))
  }
  const libs = join(folder, 'libs')
  const files = (await readdir(libs)).filter((file) => file.endsWith('.jar')).sort()
  return { name, folder, classpath: files.map((file) => join(libs, file)).join(delimiter) }
}

/** The folder appears whole, by a rename: that it is there is the stamp that all jars are. */
async function fetchInto(folder: string, name: KitName, pom: string, progress: Progress): Promise<void> {
  if (await isThere(folder)) return
  const maven = await findMaven()
  progress(`fetching the jars of ${name} with Maven (once)`)
  const part = await mkdtemp(`${folder}.part-`)
  try {
    await run(maven, ['-q', '-B', '-f', pom, copyDependencies, `-DoutputDirectory=${join(part, 'libs')}`], {
      timeout: fetchLimitMs,
    })
    await rename(part, folder)
  } catch (error) {
    if (await isThere(folder)) return
    const { stdout = '' } = error as { stdout?: string }
    throw new LabError(`Maven could not fetch ${name}: ${stdout.trim().split('\n').slice(-5).join('\n')}`, {
      fix: 'Look whether Maven reaches its repositories (proxy, mirror in settings.xml)',
      cause: error,
    })
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

async function isThere(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
