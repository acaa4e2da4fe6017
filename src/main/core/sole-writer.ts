import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { realpathSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OrreryError } from '../../shared/base/errors.ts'

/**
 * Makes this process the only one that writes to a folder, until it is disposed of or dies, however it dies: the claim
 * is a listening socket, which the system takes back with the process, so that no stale lock ever stands.
 * @throws OrreryError `storage` when another process has the folder
 */
export async function claimFolder(folder: string): Promise<Disposable> {
  const name = socketName(realpathSync(folder))
  const server = createServer((socket) => socket.end())
  server.unref()
  try {
    await listen(server, name)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw thrown
    if (!isFile(name) || (await answers(name))) throw taken(folder)
    // only where the socket is a file does it outlive a process that was killed
    rmSync(name, { force: true })
    await listen(server, name)
  }
  return { [Symbol.dispose]: () => void server.close() }
}

async function listen(server: Server, name: string): Promise<void> {
  server.listen(name)
  await once(server, 'listening')
}

/** Linux and Windows have names that live only as long as their process; elsewhere it's a short path. */
function socketName(folder: string): string {
  const name = `orrery-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

const isFile = (name: string): boolean =>
  process.platform !== 'linux' && process.platform !== 'win32' && name !== ''

async function answers(name: string): Promise<boolean> {
  const socket = createConnection(name)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

function taken(folder: string): OrreryError {
  return new OrreryError('storage', `Another Orrery is writing its history in ${folder}`, {
    fix: 'Use that one, end it first, or give this one a folder of its own (`--data`).',
    details: { folder },
  })
}
