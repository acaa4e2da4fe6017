import type { Core } from './core/core.ts'
import { labOfCheckout } from './core/lab-of-checkout.ts'
import { openCore } from './core/open-core.ts'
import { targetsFileOf, userPaths } from './core/user-paths.ts'
import { installedAt } from './core/installed-at.ts'
import { answerShell } from './shell/answer-shell.ts'
import type { AskedOfShell } from './shell/answer-shell.ts'
import type { FromCollector, Start } from './shell/messages.ts'

/** The entry of Electron's utility process: collects, and serves the windows that the shell brings. */

// whoever starts Node by process.execPath, as the lab is, gets Node and not a second Electron
process.env['ELECTRON_RUN_AS_NODE'] = '1'
await answerShell(process.parentPort, open)
process.exit(0)

async function open(
  { resourcesFolder, args }: Start,
  tell: (message: FromCollector) => void,
  { dialogs, prints }: AskedOfShell,
): Promise<Core> {
  const { root, version, workers } = installedAt(import.meta)
  // the same folders as the command line: a target is saved once for both
  const paths = userPaths()
  const lab = labOfCheckout(root)
  const targets = args.filter((arg) => !arg.startsWith('-'))
  const core = await openCore(
    {
      info: { version, host: 'electron' },
      paths: {
        targetsFile: targetsFileOf(undefined, paths),
        dataDir: paths.dataDir,
        resourcesDir: resourcesFolder,
      },
      workers,
      dialogs,
      print: (html) => prints.print(html),
      log: (level, message) => process.stderr.write(`${level === 'info' ? '' : `${level}: `}${message}\n`),
      notify: ({ severity, title }, targetName) => {
        if (severity !== 'info') tell({ kind: 'notify', title, body: targetName })
      },
      ...(lab === undefined ? {} : { lab }),
    },
    targets.length > 0 ? { only: targets } : {},
  )
  if (args.includes('--lab')) void startLab(core)
  return core
}

/** What it says, and why it fails, stands in the window. */
async function startLab({ handlers }: Core): Promise<void> {
  const { signal } = new AbortController()
  for (const cluster of ['kafka', 'zookeeper'] as const)
    await handlers['lab.start']({ cluster }, signal).catch(() => undefined)
}
