import { resolve } from 'node:path'
import { asOrreryError } from '../../shared/base/errors.ts'
import { serve as serveCore } from '../../shared/rpc/serve.ts'
import type { Core } from '../core/core.ts'
import { labOfCheckout } from '../core/lab-of-checkout.ts'
import { openCore } from '../core/open-core.ts'
import type { ServeCommand } from './args.ts'
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
  await using held = new AsyncDisposableStack()
  const paths = userPaths()
  const lab = labOfCheckout(place.root)
  const core = held.use(
    await openCore(
      {
        info: { version: place.version, host: 'headless' },
        paths: {
          targetsFile: targetsFileOf(command.targetsFile, paths),
          dataDir: resolve(command.dataDir ?? paths.dataDir),
          resourcesDir: place.resources,
        },
        workers: place.workers,
        log: (level, message) => say(level === 'info' ? message : `${level}: ${message}`),
        print: printPdf,
        ...(lab === undefined ? {} : { lab }),
      },
      command.targets.length > 0 ? { only: command.targets } : {},
    ),
  )
  const onCarrier = (carrier: Parameters<typeof serveCore>[0]) =>
    void serveCore(carrier, core.handlers, core.sources)
  const window = held.use(await openWindowServer({ port: command.port, folder: place.renderer, onCarrier }))
  // the one line on stdout: a script takes the address from it
  process.stdout.write(`${window.address}\n`)
  say(`Orrery ${place.version} observes ${countOf(core)}. Ctrl-C ends it.`)
  if (command.open) openBrowser(window.address)
  if (command.lab) void startLab(core)
  await ended
  say('Ending…')
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
