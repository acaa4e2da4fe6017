import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { LabError } from '../lab-error.ts'

const run = promisify(execFile)
const fetchLimitMs = 180_000
const sourcesFolder = '/etc/apt/sources.list.d'

/**
 * Downloads packages of Debian's backports into a folder, from the mirror that the machine itself uses, with lists of
 * its own: nothing of the machine's apt is changed.
 * @throws Error of apt, or LabError where no mirror of Debian's is configured
 */
export async function downloadFromBackports(packages: readonly string[], cwd: string): Promise<void> {
  const folder = join(cwd, 'apt')
  const parts = join(folder, 'sources.list.d')
  for (const each of [parts, join(folder, 'lists', 'partial'), join(folder, 'cache')])
    await mkdir(each, { recursive: true })
  await writeFile(join(parts, 'backports.sources'), await backports())
  const places = {
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::Etc::sourceparts': parts,
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::Cache': join(folder, 'cache'),
  }
  const options = Object.entries(places).flatMap(([key, value]) => ['-o', `${key}=${value}`])
  const apt = (...args: readonly string[]) =>
    run('apt-get', [...options, ...args], { cwd, timeout: fetchLimitMs })
  await apt('update')
  await apt('download', ...packages)
}

/** The machine's own entry for its release, with the suite of the backports. */
async function backports(): Promise<string> {
  const codename = /^VERSION_CODENAME=(\S+)/m.exec(await readFile('/etc/os-release', 'utf8'))?.[1]
  const files = (await readdir(sourcesFolder)).filter((name) => name.endsWith('.sources'))
  for (const file of files) {
    const text = await readFile(join(sourcesFolder, file), 'utf8')
    const entry = text
      .split(/\n\s*\n/)
      .find((one) => new RegExp(`^Suites:.*\\b${codename ?? ' '}\\b(?!-)`, 'm').test(one))
    if (entry !== undefined)
      return `${entry.replace(/^Suites:.*$/m, `Suites: ${codename}-backports`).trim()}\n`
  }
  throw new LabError('The sources of apt name no mirror of Debian’s', {
    fix: 'Install valkey-server and valkey-cli',
  })
}
