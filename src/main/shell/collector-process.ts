import type { MessagePortMain } from 'electron'
import type { Electron, UtilityProcess } from './electron.ts'
import type { FromCollector, Start, ToCollector } from './messages.ts'

/** The process that collects, as the shell sees it. */
export interface CollectorProcess {
  /** Gives a window its line: the port's other end is the window's, and nothing that it carries passes through here. */
  connect(port: MessagePortMain): void
  /** Opens archives, and lets the window show them. */
  open(paths: readonly string[]): void
  /** Says what was chosen in a dialog that it asked for. */
  chosen(id: number, paths: readonly string[]): void
  /** Hands over what it asked to be printed. */
  printed(id: number, made: Extract<ToCollector, { kind: 'printed' }>['made']): void
  /** Asks it to end; resolves when it has, at the latest after `stopLimitMs`. */
  stop(): Promise<void>
}

export interface CollectorOptions {
  /** The built `collector.js`. */
  readonly file: string
  readonly start: Start
  onMessage(message: FromCollector): void
  /** It ended unasked too often. */
  onGivenUp(): void
}

/** The clean-up of a run may take ten seconds when Orrery ends. */
const stopLimitMs = 12_000
/** So many ends within this time are no accident: starting again would not help. */
const crashes = { limit: 3, withinMs: 60_000 }

/**
 * Starts the collector, and starts it again when it crashes: all that it knew is on disk, and a page whose line closes
 * asks for a new one.
 */
export function startCollector(
  electron: Pick<Electron, 'utilityProcess'>,
  options: CollectorOptions,
): CollectorProcess {
  const ends: number[] = []
  const ended = Promise.withResolvers<void>()
  let stopping = false
  let child = fork()

  function fork(): UtilityProcess {
    const made = electron.utilityProcess.fork(options.file, [], {
      serviceName: 'Orrery collector',
      stdio: 'inherit',
    })
    made.postMessage(options.start)
    made.on('message', (message) => options.onMessage(message as FromCollector))
    made.on('exit', onExit)
    return made
  }

  function onExit(): void {
    if (stopping) return ended.resolve()
    const now = Date.now()
    ends.push(now)
    if (ends.filter((at) => now - at < crashes.withinMs).length >= crashes.limit) {
      ended.resolve()
      return options.onGivenUp()
    }
    child = fork()
  }

  return {
    connect: (port) => child.postMessage({ kind: 'window' } satisfies ToCollector, [port]),
    open: (paths) => child.postMessage({ kind: 'open', paths } satisfies ToCollector),
    chosen: (id, paths) => child.postMessage({ kind: 'chosen', id, paths } satisfies ToCollector),
    printed: (id, made) => child.postMessage({ kind: 'printed', id, made } satisfies ToCollector),
    async stop() {
      stopping = true
      child.postMessage({ kind: 'stop' } satisfies ToCollector)
      const timer = setTimeout(() => child.kill(), stopLimitMs)
      await ended.promise
      clearTimeout(timer)
    },
  }
}
