import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isThere, unpackedPackages, withDependencies } from '../host/debian.ts'
import type { Progress } from '../host/jars.ts'
import { LabError } from '../lab-error.ts'

const run = promisify(execFile)

/** RabbitMQ and Erlang on this machine. */
export interface RabbitBinaries {
  /** Starts an Erlang machine; becomes it, so a signal to its process is one to the broker. */
  readonly erl: string
  readonly epmd: string
  /** Holds `escript`, the command-line tools. */
  readonly home: string
  /** A quick start needs few plugins: each is read at every boot. */
  readonly plugins: string
  /** As in the name of its application, e.g. `3.10.8`. */
  readonly version: string
  readonly env: Readonly<Record<string, string>>
}

const fix =
  'On Debian or Ubuntu nothing is needed but apt-get and dpkg. Elsewhere install Erlang, unpack RabbitMQ’s ' +
  'generic binary package, and set RABBITMQ_HOME to its folder (the one that holds plugins and escript)'

/**
 * The distribution that RABBITMQ_HOME names, with the `erl` of the PATH; else Debian's packages, unpacked and not
 * installed: no service is started, no user is made.
 * @throws LabError that says what is missing
 */
export async function rabbitBinaries(progress: Progress = () => {}): Promise<RabbitBinaries> {
  const own = process.env['RABBITMQ_HOME']
  if (own !== undefined && own !== '') return ofDistribution(own)
  const root = await unpackedPackages(
    {
      name: 'rabbitmq',
      packages: () => withDependencies('rabbitmq-server', 'erlang-'),
      prepare: linkPlugins,
      fix,
    },
    progress,
  )
  const erlang = join(root, 'usr', 'lib', 'erlang')
  const bin = join(erlang, await only(erlang, 'erts-'), 'bin')
  const plugins = pluginsIn(root)
  // what the script `erl` does, which has the place of its installation written into it
  const env = { ROOTDIR: erlang, BINDIR: bin, EMU: 'beam', PROGNAME: 'erl' }
  const home = await homeIn(root)
  const version = await versionOf(plugins)
  return { erl: join(bin, 'erlexec'), epmd: join(bin, 'epmd'), home, plugins, version, env }
}

async function ofDistribution(home: string): Promise<RabbitBinaries> {
  const plugins = join(home, 'plugins')
  if (!(await isThere(join(home, 'escript', 'rabbitmqctl'))))
    throw new LabError(`RABBITMQ_HOME is ${home}, and no RabbitMQ is there`, { fix })
  const root = await run('erl', ['-noshell', '-eval', 'io:put_chars(code:root_dir()), halt().']).catch(
    (cause: unknown) => {
      throw new LabError('RABBITMQ_HOME is set, and no erl was found on the PATH', { fix, cause })
    },
  )
  const bin = join(root.stdout, await only(root.stdout, 'erts-'), 'bin')
  return { erl: 'erl', epmd: join(bin, 'epmd'), home, plugins, version: await versionOf(plugins), env: {} }
}

function pluginsIn(root: string): string {
  return join(root, 'plugins')
}

async function homeIn(root: string): Promise<string> {
  const lib = join(root, 'usr', 'lib', 'rabbitmq', 'lib')
  return join(lib, await only(lib, 'rabbitmq_server-'))
}

async function versionOf(plugins: string): Promise<string> {
  return (await only(plugins, 'rabbit-')).slice('rabbit-'.length)
}

async function only(folder: string, prefix: string): Promise<string> {
  const found = (await readdir(folder)).find((name) => name.startsWith(prefix))
  if (found === undefined) throw new LabError(`There is no ${prefix}… in ${folder}`, { fix })
  return found
}

const wanted = ['rabbit', 'rabbitmq_prelaunch', 'rabbitmq_management', 'rabbitmq_prometheus']

/** A folder of links to the wanted applications and to all that they start. */
async function linkPlugins(root: string): Promise<void> {
  const all = join(await homeIn(root), 'plugins')
  const folders = new Map((await readdir(all)).map((folder) => [folder.replace(/-[\d.]+$/, ''), folder]))
  const needed = new Set(wanted)
  // a set goes on with what is added while it is walked
  for (const name of needed)
    for (const other of await neededBy(all, name, folders)) if (folders.has(other)) needed.add(other)
  await mkdir(pluginsIn(root))
  for (const name of needed) {
    const folder = folders.get(name)
    if (folder !== undefined)
      await symlink(join('..', all.slice(root.length + 1), folder), join(pluginsIn(root), folder))
  }
}

/** Of the application's resource file: what it starts, and what it only uses. */
async function neededBy(
  all: string,
  name: string,
  folders: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const folder = folders.get(name)
  if (folder === undefined) throw new LabError(`RabbitMQ comes without ${name}`, { fix })
  const text = await readFile(join(all, folder, 'ebin', `${name}.app`), 'utf8')
  const [, listed = ''] = /\{\s*applications\s*,\s*\[([^\]]*)\]/.exec(text) ?? []
  return listed.split(',').map((one) => one.trim())
}
