/**
 * The process between a lab and its servers. It alone starts them, so nothing can be started unwatched; when the
 * lab's process ends, in whatever way, the pipe between the two closes, and the watchdog kills the servers and
 * removes their folder. Forked by host/keeper.ts in a session of its own: Ctrl-C reaches the lab, not the servers.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { makeFolder } from './host/lab-folder.ts'
import { PortRange } from './host/ports.ts'
import { pidLines, pidsPath, sweep } from './host/sweep.ts'
import type { FromWatchdog, ToWatchdog, WatchAnswers, WatchRequest } from './host/watch-messages.ts'

const children = new Map<string, ChildProcess>()
const ports = new PortRange()
const folder = makeFolder(tmpdir())
let ending: Promise<void> | undefined

function tell(message: FromWatchdog): void {
  if (process.connected) process.send?.(message)
}

type SpawnRequest = Extract<WatchRequest, { do: 'spawn' }>

async function start(request: SpawnRequest): Promise<number> {
  if (ending) throw new Error('the lab is being ended')
  if (children.has(request.name)) throw new Error(`${request.name} is running`)
  await ports.release(request.ports)
  const log = openSync(request.logFile, 'a')
  const child = spawn(request.command, [...request.args], {
    cwd: folder,
    env: { ...process.env, ...request.env },
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  children.set(request.name, child)
  writePids()
  child.once('exit', (code, signal) => {
    children.delete(request.name)
    writePids()
    tell({ event: 'exited', name: request.name, code, signal })
  })
  return started(request.name, child)
}

function started(name: string, child: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  child.once('spawn', () => resolve(child.pid ?? 0))
  child.once('error', (error) => {
    children.delete(name)
    reject(error)
  })
  return promise
}

/** For people, and for the sweep after a watchdog that was killed together with its lab. */
function writePids(): void {
  const servers = [...children].map(([name, child]) => [name, child.pid ?? 0] as const)
  if (!ending) writeFileSync(pidsPath(folder), pidLines(process.pid, servers))
}

function signal(name: string, which: NodeJS.Signals): boolean {
  return children.get(name)?.kill(which) ?? false
}

function end(): Promise<void> {
  ending ??= endOnce()
  return ending
}

async function endOnce(): Promise<void> {
  const exits = [...children.values()].map((child) => new Promise((resolve) => child.once('exit', resolve)))
  // SIGKILL, because it also ends a stopped process, and nothing in the folder is worth a clean shutdown
  for (const child of children.values()) child.kill('SIGKILL')
  await Promise.all([...exits, ports.releaseAll()])
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

const answers: {
  [K in WatchRequest['do']]: (request: Extract<WatchRequest, { do: K }>) => Promise<WatchAnswers[K]>
} = {
  ports: (request) => ports.take(request.count),
  spawn: start,
  signal: async (request) => signal(request.name, request.signal),
  end: async () => {
    await end()
    return true
  },
}

async function answer(message: ToWatchdog): Promise<void> {
  try {
    const handler = answers[message.do] as (request: WatchRequest) => Promise<unknown>
    tell({ event: 'answer', ask: message.ask, value: await handler(message) })
  } catch (error) {
    tell({
      event: 'refused',
      ask: message.ask,
      message: error instanceof Error ? error.message : String(error),
    })
  }
}

async function endAndExit(): Promise<void> {
  await end()
  process.exit(0)
}

process.on('message', (message) => void answer(message as ToWatchdog))
process.on('disconnect', () => void endAndExit())
for (const which of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(which, () => void endAndExit())
writePids()
if (process.connected) tell({ event: 'up', folder })
else await endAndExit()
// what others have left is no reason to fail
await sweep(tmpdir()).catch(() => {})
