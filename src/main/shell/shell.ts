import { askPortChannel, portChannel } from '../../shared/rpc/window-line.ts'
import { archivesIn, isArchive } from './archive-files.ts'
import { type CollectorProcess, startCollector } from './collector-process.ts'
import { showDialog } from './dialogs.ts'
import type { BrowserWindow, Electron, WebContents } from './electron.ts'
import { setMenu } from './menu.ts'
import type { FromCollector, Start } from './messages.ts'
import { notify } from './notifications.ts'
import { printPage } from './print.ts'
import { bringForward, openWindow, type WindowFiles } from './window.ts'

/** Where the build put what the shell starts, and what it hands on. */
export interface ShellOptions extends WindowFiles {
  readonly collector: string
  readonly resourcesFolder: string
  /** The command line after the program's name. */
  readonly args: readonly string[]
}

/**
 * The program with a window: one instance, one window, one collector. The shell only brings the two together; it knows
 * no system and sees no sample.
 */
export async function runShell(electron: Electron, options: ShellOptions): Promise<void> {
  const { app } = electron
  if (!app.requestSingleInstanceLock()) return app.quit()
  const double = new DoubleClicks(app)
  await app.whenReady()

  let window: BrowserWindow | undefined
  const open = () => {
    window ??= openWindow(electron, options)
    window.on('closed', () => (window = undefined))
  }
  const show = () => (window === undefined ? open() : bringForward(window))
  const collector = startCollector(electron, {
    file: options.collector,
    start: startOf(options, double.waiting),
    onMessage: (message) => receive(electron, message, collector, show),
    onGivenUp: () => electron.dialog.showErrorBox('Orrery stopped collecting', givenUp),
  })
  const openArchives = (paths: readonly string[]) => {
    show()
    if (paths.length > 0) collector.open(paths)
  }
  setMenu(electron, () => void showDialog(electron, { is: 'open' }).then(openArchives))
  double.listen(openArchives)
  electron.ipcMain.on(askPortChannel, ({ sender }) => giveLine(electron, collector, sender))
  app.on('second-instance', (_event, args, folder) => openArchives(archivesIn(args.slice(1), folder)))
  app.on('activate', show)
  // on macOS a program goes on without a window; elsewhere the last one ends it
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit())
  endWith(app, collector)
  open()
}

function startOf({ resourcesFolder, args }: ShellOptions, doubleClicked: readonly string[]): Start {
  const archives = [...archivesIn(args, process.cwd()), ...doubleClicked]
  return { kind: 'start', resourcesFolder, args: args.filter((arg) => !isArchive(arg)), archives }
}

/** macOS tells of double-clicked files by an event, also before anything is there to open them. */
class DoubleClicks {
  readonly waiting: string[] = []
  #open = (paths: readonly string[]): void => void this.waiting.push(...paths)

  constructor(app: Electron['app']) {
    app.on('open-file', (event, path) => {
      event.preventDefault()
      this.#open([path])
    })
  }

  listen(open: (paths: readonly string[]) => void): void {
    this.#open = open
  }
}

const givenUp =
  'The collecting process ended three times within a minute. What was recorded is safe. ' +
  'Start Orrery from a terminal to see why.'

/** The window's end of a new line goes to the page that asked, the other to the collector. */
function giveLine(electron: Electron, collector: CollectorProcess, page: WebContents): void {
  const { port1, port2 } = new electron.MessageChannelMain()
  collector.connect(port1)
  page.postMessage(portChannel, null, [port2])
}

function receive(
  electron: Electron,
  message: FromCollector,
  collector: CollectorProcess,
  show: () => void,
): void {
  switch (message.kind) {
    case 'notify':
      return notify(electron, message, show)
    case 'dialog':
      return void showDialog(electron, message.dialog).then((paths) => collector.chosen(message.id, paths))
    case 'print':
      return void printPage(electron, message.html).then((made) => collector.printed(message.id, made))
    case 'failed':
      electron.dialog.showErrorBox('Orrery cannot collect', `${message.message}\n${message.fix ?? ''}`)
  }
}

/** Lets the collector finish before the program ends. */
function endWith(app: Electron['app'], collector: CollectorProcess): void {
  let stopped: Promise<void> | undefined
  let mayEnd = false
  app.on('before-quit', (event) => {
    if (mayEnd) return
    event.preventDefault()
    stopped ??= collector.stop().then(() => {
      mayEnd = true
      app.quit()
    })
  })
}
