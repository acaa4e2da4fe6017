import { readFile } from 'node:fs/promises'
import type { SecretRef } from '../../../shared/api/targets.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import { makePrivate, readJson, writeJson } from './private-file.ts'

/** Passwords of targets, in a file of mode 0600 or behind references. What comes out goes to a driver and nowhere else. */
export class Secrets {
  readonly #path: string
  #stored: Readonly<Record<string, string>> | undefined

  constructor(path: string) {
    this.#path = path
  }

  /** @throws OrreryError `not-found` when there is nothing where the reference points */
  async resolve(targetId: string, ref: SecretRef): Promise<string> {
    if (ref.kind === 'env')
      return required(process.env[ref.name], `The environment variable ${ref.name} is not set`)
    if (ref.kind === 'file') return readSecretFile(ref.path)
    const stored = await this.#load()
    const secret = Object.hasOwn(stored, targetId) ? stored[targetId] : undefined
    return required(secret, `${this.#path} holds no password for this target`)
  }

  async put(targetId: string, secret: string): Promise<void> {
    await this.#save({ ...(await this.#load()), [targetId]: secret })
  }

  async remove(targetId: string): Promise<void> {
    const { [targetId]: removed, ...rest } = await this.#load()
    if (removed !== undefined) await this.#save(rest)
  }

  async #load(): Promise<Readonly<Record<string, string>>> {
    if (this.#stored !== undefined) return this.#stored
    await makePrivate(this.#path)
    const content = (await readJson(this.#path)) ?? {}
    if (typeof content !== 'object' || Array.isArray(content))
      throw new OrreryError('invalid', `${this.#path} is not a list of secrets`, { fix: 'Move it away.' })
    return (this.#stored = content as Record<string, string>)
  }

  async #save(secrets: Readonly<Record<string, string>>): Promise<void> {
    await writeJson(this.#path, secrets)
    this.#stored = secrets
  }
}

/** One line; the line's end does not belong to it. */
async function readSecretFile(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '')
  } catch (cause) {
    throw new OrreryError('not-found', `The password file ${path} cannot be read`, {
      cause,
      fix: 'Check that it exists and that Orrery may read it.',
    })
  }
}

function required(secret: string | undefined, message: string): string {
  if (secret !== undefined) return secret
  throw new OrreryError('not-found', message, { fix: 'Set it, or give the target its password again.' })
}
