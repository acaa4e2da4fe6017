import { mkdtemp, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { archiveSuffix } from '../../shared/api/archives.ts'
import { asOrreryError } from '../../shared/base/errors.ts'
import { serve as serveCore } from '../../shared/rpc/serve.ts'
import type { Core, CoreOptions } from '../core/core.ts'
import type { Host } from '../core/host.ts'
import { labOfCheckout } from '../core/lab-of-checkout.ts'
import { openCore } from '../core/open-core.ts'
import type { OpenCommand, ServeCommand } from './args.ts'
import { openWindowServer } from './http/server.ts'
import { openBrowser } from './open-browser.ts'
import { printPdf } from './print-pdf.ts'
import { targetsFileOf, userPaths } from '../core/user-paths.ts'
import type { InstalledAt } from '../core/installed-at.ts'
import { say } from './say.ts'
import { untilEnded } from './until-ended.ts'

/** Observes, and shows it in a browser, until it is asked to end. */
export async function serve(command: ServeCommand, place: InstalledAt): Promise<void> {
  const ended = untilEnded(command)
  const paths = userPaths()
  const lab = labOfCheckout(place.root)
  const files = command.targets.filter(isArchive)
  const targets = command.targets.filter((text) => !isArchive(text))
  await using shown = await show(
    {
      paths: {
        targetsFile: targetsFileOf(command.targetsFile, paths),
        dataDir: resolve(command.dataDir ?? paths.dataDir),
        resourcesDir: place.resources,
      },
      ...(lab === undefined ? {} : { lab }),
    },
    targets.length > 0 ? { only: targets } : {},
    command.port,
    place,
  )
  const { core, address } = shown
  for (const file of files) await opened(core, file)
  // the one line on stdout: a script takes the address from it
  process.stdout.write(`${address}\n`)
  say(`Orrery ${place.version} observes ${countOf(core)}. Ctrl-C ends it.`)
  if (command.open) openBrowser(address)
  if (command.lab) void startLab(core)
  await ended
  say('Ending…')
}

/** Shows archives in a browser until it is asked to end: beside any other Orrery, in a profile that is thrown away. */
export async function openArchives({ files, port, browser }: OpenCommand, place: InstalledAt): Promise<void> {
  const ended = untilEnded({ withParent: false })
  await using held = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'orrery-open-'))
  held.defer(() => rm(folder, { recursive: true, force: true }))
  const paths = {
    targetsFile: join(folder, 'targets.json'),
    dataDir: folder,
    resourcesDir: join(folder, 'none'),
  }
  const { core, address } = held.use(await show({ paths }, {}, port, place))
  const archives = []
  for (const file of files) archives.push(await core.archives.open(file))
  const page = new URL(address)
  page.hash = `/t/${archives[0]?.targetIds[0]}?range=all`
  process.stdout.write(`${page.href}\n`)
  say(`${archives.map(({ file }) => file).join(', ')}: open in a browser. Ctrl-C ends it.`)
  if (browser) openBrowser(page.href)
  await ended
}

/** A core, and the server of its window. */
async function show(
  own: Pick<Host, 'paths' | 'lab'>,
  options: CoreOptions,
  port: number,
  place: InstalledAt,
): Promise<AsyncDisposable & { readonly core: Core; readonly address: string }> {
  await using held = new AsyncDisposableStack()
  const host: Host = {
    info: { version: place.version, host: 'headless' },
    workers: place.workers,
    log: (level, message) => say(level === 'info' ? message : `${level}: ${message}`),
    print: printPdf,
    ...own,
  }
  const core = held.use(await openCore(host, options))
  const onCarrier = (carrier: Parameters<typeof serveCore>[0]) =>
    void serveCore(carrier, core.handlers, core.sources)
  const archives = core.archiveFolders
  const server = { port, folder: place.renderer, archives, onCarrier }
  const { address } = held.use(await openWindowServer(server))
  const owned = held.move()
  return { core, address, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** A target's name may look like that too, but not with a file beside. */
const isArchive = (text: string) => text.endsWith(archiveSuffix) && !text.includes('://') && existsSync(text)

async function opened(core: Core, file: string): Promise<void> {
  await core.archives.arrive(file)
  const error = core.archives.state().arrived?.error
  if (error !== undefined) say(`${error.message}. ${error.fix ?? ''}`)
}

function countOf(core: Core): string {
  const observed = core.observatory.states().filter(({ condition }) => condition !== 'recorded').length
  return observed === 1 ? '1 target' : `${observed} targets`
}

/** One after the other: what the first needs of this machine, the second would wait for anyway. */
async function startLab({ lab }: Core): Promise<void> {
  const stop = lab.changes.subscribe({
    value: ({ progress }) => progress !== undefined && say(progress),
    error: () => undefined,
  })
  for (const cluster of ['kafka', 'zookeeper'] as const)
    try {
      await lab.start(cluster)
    } catch (thrown) {
      const { message, fix } = asOrreryError(thrown)
      say(`The ${cluster} cluster did not start: ${message}${fix === undefined ? '' : `. ${fix}`}`)
    }
  stop[Symbol.dispose]()
}
