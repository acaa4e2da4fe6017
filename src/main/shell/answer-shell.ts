import type { MessagePortMain } from 'electron'
import { asOrreryError } from '../../shared/base/errors.ts'
import { portCarrier } from '../../shared/rpc/carrier.ts'
import { type Handlers, serve, type Sources } from '../../shared/rpc/serve.ts'
import { AskedDialogs } from './asked-dialogs.ts'
import { AskedPrints } from './asked-prints.ts'
import type { FromCollector, Start, ToCollector } from './messages.ts'
import { dressPort } from './port.ts'

/** The collector's end of the line to the shell, as Electron gives it to a utility process. */
export interface ParentPort {
  postMessage(message: unknown): void
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: MessagePortMain[] }) => void,
  ): unknown
}

/** What is served: the core, or a double of it. */
export interface Served extends AsyncDisposable {
  readonly handlers: Handlers
  readonly sources: Sources
  readonly archives: { arrive(path: string): Promise<void> }
}

/** What only the shell can do for the collector. */
export interface AskedOfShell {
  readonly dialogs: AskedDialogs
  readonly prints: AskedPrints
}

/**
 * The collector's side of the shell: opens the core when told to start, serves each window over the port that comes,
 * and resolves when the core is closed. A window may ask before the core is open: what it sends waits in the port.
 * A core that can't be opened is told to the shell, and the lines of all windows are closed.
 */
export async function answerShell(
  shell: ParentPort,
  open: (start: Start, tell: (message: FromCollector) => void, asked: AskedOfShell) => Promise<Served>,
): Promise<void> {
  const tell = (message: FromCollector) => shell.postMessage(message)
  const dialogs = new AskedDialogs(tell)
  const prints = new AskedPrints(tell)
  const core = Promise.withResolvers<Served | undefined>()
  const openArchives = async (paths: readonly string[]) => {
    for (const path of paths) await (await core.promise)?.archives.arrive(path)
  }
  const stopped = Promise.withResolvers<void>()
  shell.on('message', ({ data, ports: [port] }) => {
    const message = data as ToCollector
    if (message.kind === 'start') {
      core.resolve(opened(() => open(message, tell, { dialogs, prints }), tell))
      void openArchives(message.archives)
    } else if (message.kind === 'stop') stopped.resolve()
    else if (message.kind === 'open') void openArchives(message.paths)
    else if (message.kind === 'chosen') dialogs.chosen(message.id, message.paths)
    else if (message.kind === 'printed') prints.printed(message.id, message.made)
    else if (port !== undefined) void serveWindow(port, core.promise)
  })
  await stopped.promise
  // asked to end before it was asked to start: nothing to close
  core.resolve(undefined)
  await (await core.promise)?.[Symbol.asyncDispose]()
}

async function serveWindow(port: MessagePortMain, core: Promise<Served | undefined>): Promise<void> {
  const carrier = portCarrier(dressPort(port))
  const served = await core
  if (served === undefined) carrier.close()
  else serve(carrier, served.handlers, served.sources)
}

async function opened(
  open: () => Promise<Served>,
  tell: (message: FromCollector) => void,
): Promise<Served | undefined> {
  try {
    return await open()
  } catch (thrown) {
    const { message, fix } = asOrreryError(thrown)
    tell({ kind: 'failed', message, ...(fix === undefined ? {} : { fix }) })
    return undefined
  }
}
