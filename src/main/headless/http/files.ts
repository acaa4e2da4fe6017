import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export interface StaticFile {
  readonly body: Buffer
  readonly type: string
  /** Its name changes with its content. */
  readonly isHashed: boolean
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

const listEveryMs = 1_000

/**
 * The files of one folder by the paths of their addresses. Only what a listing of the folder names is served, and no
 * symbolic link: whatever an address says, nothing outside can be reached.
 */
export class Files {
  readonly #folder: string
  #listed: Promise<ReadonlyMap<string, string>> | undefined
  #listedAt = Number.NEGATIVE_INFINITY

  constructor(folder: string) {
    this.#folder = folder
  }

  /** @param path of the address, still percent-encoded; undefined: there is no such file */
  async get(path: string): Promise<StaticFile | undefined> {
    const wanted = decoded(path)
    const file =
      wanted === undefined ? undefined : ((await this.#list()).get(wanted) ?? (await this.#relist(wanted)))
    if (file === undefined) return undefined
    const type = types[extname(file)] ?? 'application/octet-stream'
    return { body: await readFile(file), type, isHashed: wanted?.startsWith('/assets/') === true }
  }

  /** A build while this process runs gives the files other names. */
  async #relist(wanted: string): Promise<string | undefined> {
    if (Date.now() - this.#listedAt < listEveryMs) return undefined
    this.#listed = undefined
    return (await this.#list()).get(wanted)
  }

  #list(): Promise<ReadonlyMap<string, string>> {
    if (this.#listed === undefined) {
      this.#listedAt = Date.now()
      this.#listed = listFiles(this.#folder)
    }
    return this.#listed
  }
}

async function listFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    return new Map(files.map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]))
  } catch {
    // not built yet
    return new Map()
  }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
