import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { OrreryError } from '../../../shared/base/errors.ts'

/** The file's JSON; undefined: there is no file. @throws OrreryError `invalid` when it isn't JSON, `storage` else */
export async function readJson(path: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw unusable(path, 'read', cause)
  }
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    // the parser's message quotes the text, which may hold a secret
    throw new OrreryError('invalid', `${path} is not JSON`, {
      fix: 'Mend it by hand, or move it away.',
      cause,
    })
  }
}

/** Replaces the file whole, or leaves it as it was: a crash never leaves half of it. Only the owner may read it. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rm(draft, { force: true })
    await writeThrough(draft, `${JSON.stringify(value, undefined, 2)}\n`)
    await rename(draft, path)
  } catch (cause) {
    await rm(draft, { force: true })
    throw unusable(path, 'written', cause)
  }
}

async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Takes everybody else's access to a file that holds secrets; nothing on Windows, where the folder protects it. */
export async function makePrivate(path: string): Promise<void> {
  try {
    await chmod(path, 0o600)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw unusable(path, 'protected', cause)
  }
}

function unusable(path: string, verb: string, cause: unknown): OrreryError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new OrreryError('storage', `${path} cannot be ${verb}: ${why}`, { cause, details: { path } })
}
