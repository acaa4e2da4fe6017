import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { LabError } from '../lab-error.ts'

const run = promisify(execFile)
const oldestJava = 17

export interface Java {
  readonly command: string
  /** As the runtime gives it, e.g. `17.0.15`. */
  readonly version: string
}

let found: Promise<Java> | undefined

/**
 * The Java of JAVA_HOME, else the first on the PATH; looked for once.
 * @throws LabError when there is none, or one too old for Kafka 4 brokers (17)
 */
export function findJava(): Promise<Java> {
  found ??= lookForJava()
  return found
}

async function lookForJava(): Promise<Java> {
  const command = await commandIn(process.env['JAVA_HOME'], 'java')
  if (!command)
    throw new LabError('The lab runs real servers, and no Java was found on this machine', {
      fix: howToGetJava,
    })
  const { stderr, stdout } = await run(command, ['-version'])
  const version = /version "([^"]+)"/.exec(stderr + stdout)?.[1] ?? 'unknown'
  if (Number.parseInt(version, 10) >= oldestJava) return { command, version }
  throw new LabError(`Kafka 4 needs Java ${oldestJava} or newer; ${command} is ${version}`, {
    fix: howToGetJava,
  })
}

/** @throws LabError when Maven, which fetches the servers' jars, isn't there */
export async function findMaven(): Promise<string> {
  const command = await commandIn(process.env['MAVEN_HOME'], 'mvn')
  if (command) return command
  throw new LabError('The lab fetches Kafka, ZooKeeper and ActiveMQ with Maven, and no mvn was found', {
    fix: howToGetMaven,
  })
}

const howToGetJava =
  `Install a JDK ${oldestJava} or newer: apt-get install openjdk-17-jdk-headless, dnf install java-21-openjdk-headless, ` +
  'brew install openjdk, or set JAVA_HOME'
const howToGetMaven = 'Install Maven: apt-get install maven, dnf install maven, brew install maven'

async function commandIn(home: string | undefined, name: string): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const names = process.platform === 'win32' ? [`${name}.cmd`, `${name}.exe`] : [name]
  for (const folder of home ? [join(home, 'bin'), ...folders] : folders)
    for (const file of names) if (await isExecutable(join(folder, file))) return join(folder, file)
  return undefined
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
