import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { folderPrefix } from '../host/sweep.ts'
import type { Drill } from './arguments.ts'

/** What another terminal may ask of a running `up`. */
export type ControlRequest =
  { readonly do: 'list' } | { readonly do: 'down' } | { readonly do: Drill; readonly server: string }

export interface ServerStatus {
  readonly name: string
  readonly endpoint: string
  readonly state: 'running' | 'paused' | 'down'
  readonly pid?: number
}

export interface ClusterStatus {
  /** Unique among those that are up. */
  readonly cluster: string
  readonly system: string
  readonly url: string
  /** Of `up`. */
  readonly pid: number
  readonly folder: string
  readonly servers: readonly ServerStatus[]
}

export type ControlAnswer = { readonly value: unknown } | { readonly error: string }

// In the cluster's temporary folder, which the watchdog removes: whatever is found there is up.
const socketName = 'control.sock'
const answerLimitMs = 5_000

function socketIn(folder: string): string {
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\${folder.replaceAll(/[\\/:]/g, '-')}`
    : join(folder, socketName)
}

/** Answers other terminals, one JSON line for one. */
export async function serveControl(
  folder: string,
  handle: (request: ControlRequest) => Promise<unknown>,
): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    createInterface(socket).once('line', (line) => void answer(socket, line, handle))
  })
  server.listen(socketIn(folder))
  await once(server, 'listening')
  server.unref()
  return server
}

async function answer(
  socket: Socket,
  line: string,
  handle: (request: ControlRequest) => Promise<unknown>,
): Promise<void> {
  let said: ControlAnswer
  try {
    said = { value: (await handle(JSON.parse(line) as ControlRequest)) ?? null }
  } catch (error) {
    said = { error: error instanceof Error ? error.message : String(error) }
  }
  socket.end(`${JSON.stringify(said)}\n`)
}

/**
 * @param limitMs undefined waits as long as it takes
 * @throws Error with what `up` answered, or that nobody answers
 */
export async function askControl(
  folder: string,
  request: ControlRequest,
  limitMs?: number,
): Promise<unknown> {
  const socket = connect(socketIn(folder))
  if (limitMs !== undefined) socket.setTimeout(limitMs, () => socket.destroy(new Error('no answer')))
  try {
    await once(socket, 'connect')
    socket.write(`${JSON.stringify(request)}\n`)
    const chunks: Buffer[] = []
    for await (const chunk of socket) chunks.push(chunk as Buffer)
    const said = JSON.parse(Buffer.concat(chunks).toString()) as ControlAnswer
    if ('error' in said) throw new Error(said.error)
    return said.value
  } finally {
    socket.destroy()
  }
}

/** All clusters of this user that some `up` keeps. */
export async function findClusters(): Promise<ClusterStatus[]> {
  const names = await readdir(tmpdir())
  const folders = names.filter((name) => name.startsWith(folderPrefix)).map((name) => join(tmpdir(), name))
  const found = await Promise.all(
    folders.map((folder) =>
      // a test's cluster has no control, another user's is none of ours
      askControl(folder, { do: 'list' }, answerLimitMs).catch(() => undefined),
    ),
  )
  return found.filter((status) => status !== undefined) as ClusterStatus[]
}
