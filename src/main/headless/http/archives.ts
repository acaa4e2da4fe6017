import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { archivesPath, archiveSuffix, isArchiveName } from '../../../shared/api/archives.ts'

/** Where archives that a page sends or asks for lie. */
export interface ArchiveFolders {
  readonly received: string
  readonly made: string
}

/** Larger ones are opened from the command line, without a copy. */
const largestUploadBytes = 4 * 2 ** 30

export type Told = readonly [status: number, text: string]

/** True: the address is of an archive. */
export function isArchiveAddress(path: string): boolean {
  return path.startsWith(archivesPath)
}

/** PUT takes an archive in, GET gives one that was made here. */
export async function answerArchive(
  folders: ArchiveFolders,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Told | undefined> {
  const name = nameIn(path)
  if (name === undefined) return [400, `Give the file a name like orders${archiveSuffix}.`]
  if (request.method === 'PUT') return receive(folders.received, name, request)
  if (request.method === 'GET') return give(join(folders.made, name), name, response)
  return [405, 'Only GET and PUT']
}

/** A plain name: it can lead nowhere else. */
function nameIn(path: string): string | undefined {
  try {
    const name = decodeURIComponent(path.slice(archivesPath.length))
    return isArchiveName(name) ? name : undefined
  } catch {
    return undefined
  }
}

/** Under a name of its own, with the given one at its end. Half a file never gets that name. */
async function receive(folder: string, name: string, request: IncomingMessage): Promise<Told> {
  // the page of another site can send no such request unasked, and the browser says where it comes from
  if (request.headers.origin === undefined) return [403, 'No Origin']
  if (Number(request.headers['content-length'] ?? 0) > largestUploadBytes) return [413, tooLarge]
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = await freePath(folder, name)
  const draft = `${path}.part`
  try {
    await pipeline(
      request,
      atMost(largestUploadBytes),
      createWriteStream(draft, { flags: 'wx', mode: 0o600 }),
    )
    await rename(draft, path)
    return [201, path]
  } catch (thrown) {
    await rm(draft, { force: true })
    if (thrown instanceof TooLarge) return [413, tooLarge]
    const { code = 'unknown' } = thrown as NodeJS.ErrnoException
    return code === 'ENOSPC'
      ? [507, 'No room left on the disk of the history.']
      : [500, `It could not be kept (${code}).`]
  }
}

async function freePath(folder: string, name: string): Promise<string> {
  const stem = name.slice(0, -archiveSuffix.length)
  for (let i = 1; ; i++) {
    const path = join(folder, i === 1 ? name : `${stem}-${i}${archiveSuffix}`)
    if ((await sizeOf(path)) === undefined && (await sizeOf(`${path}.part`)) === undefined) return path
  }
}

class TooLarge extends Error {}

const tooLarge = 'An archive from a browser may have 4 GiB: open larger ones with orrery open.'

function atMost(limit: number) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let bytes = 0
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > limit) throw new TooLarge()
      yield chunk
    }
  }
}

async function give(path: string, name: string, response: ServerResponse): Promise<Told | undefined> {
  const size = await sizeOf(path)
  if (size === undefined) return [404, 'There is no such archive any more.']
  response.setHeader('Content-Type', 'application/vnd.sqlite3')
  response.setHeader('Content-Length', size)
  response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
  response.setHeader('Cache-Control', 'no-store')
  response.writeHead(200)
  await pipeline(createReadStream(path), response)
  return undefined
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch {
    return undefined
  }
}
