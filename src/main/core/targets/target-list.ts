import { dirname, join } from 'node:path'
import type { TargetConfig, TargetDraft } from '../../../shared/api/targets.ts'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import { checkDraft } from './draft.ts'
import { readJson, writeJson } from './private-file.ts'
import { Secrets } from './secrets.ts'

/** The saved targets: `targets.json`, and `secrets.json` beside it. Every change is on disk when its promise resolves. */
export class TargetList {
  readonly #path: string
  readonly secrets: Secrets
  #saved: readonly TargetConfig[] = []
  /** Known only while this process runs: from the command line, from the lab. */
  #passing: readonly TargetConfig[] = []
  #passwords = new Map<string, string>()
  /** One change at a time: each is built on what the one before it wrote. */
  #last: Promise<unknown> = Promise.resolve()

  private constructor(path: string) {
    this.#path = path
    this.secrets = new Secrets(join(dirname(path), 'secrets.json'))
  }

  /** @throws OrreryError `invalid` naming the file and the entry */
  static async open(path: string): Promise<TargetList> {
    const list = new TargetList(path)
    const content = await readJson(path)
    if (content !== undefined)
      for (const [i, entry] of entriesOf(content, path).entries()) list.#read(entry, i)
    return list
  }

  all(): readonly TargetConfig[] {
    return [...this.#saved, ...this.#passing]
  }

  get(id: string): TargetConfig {
    const config = this.all().find((each) => each.id === id)
    if (config !== undefined) return config
    throw new OrreryError('not-found', `There is no target ${id}`)
  }

  /** @param passing known to this process only, not saved; `id` is then the caller's */
  add(draft: TargetDraft, passing?: { readonly id: string }): Promise<TargetConfig> {
    return this.#change(async () => {
      const { config: checked, password } = checkDraft(draft)
      const config = { id: passing?.id ?? this.#freeId(checked.name), ...checked }
      if (passing !== undefined) return this.#addPassing(config, password)
      if (password !== undefined) await this.secrets.put(config.id, password)
      await this.#save([...this.#saved, config])
      return config
    })
  }

  update(id: string, draft: TargetDraft): Promise<TargetConfig> {
    return this.#change(async () => {
      const { config: checked, password } = checkDraft(draft, this.get(id))
      const config = { id, ...checked }
      if (this.#passing.some((each) => each.id === id)) return this.#addPassing(config, password)
      if (password !== undefined) await this.secrets.put(id, password)
      await this.#save(this.#saved.map((each) => (each.id === id ? config : each)))
      return config
    })
  }

  remove(id: string): Promise<void> {
    return this.#change(async () => {
      this.get(id)
      this.#passwords.delete(id)
      this.#passing = this.#passing.filter((each) => each.id !== id)
      if (!this.#saved.some((each) => each.id === id)) return
      await this.#save(this.#saved.filter((each) => each.id !== id))
      await this.secrets.remove(id)
    })
  }

  /** For a driver only. @throws OrreryError `not-found` */
  async credentials(config: TargetConfig): Promise<{ username: string; password: string } | undefined> {
    if (config.auth === undefined) return undefined
    const { username, password: ref } = config.auth
    const given = ref.kind === 'stored' ? this.#passwords.get(config.id) : undefined
    return { username, password: given ?? (await this.secrets.resolve(config.id, ref)) }
  }

  #addPassing(config: TargetConfig, password: string | undefined): TargetConfig {
    if (password !== undefined) this.#passwords.set(config.id, password)
    this.#passing = [...this.#passing.filter(({ id }) => id !== config.id), config]
    return config
  }

  /** An entry of the file: what `targets.add` takes, with an id. A password written by hand stays where it is. */
  #read(entry: unknown, index: number): void {
    try {
      if (typeof entry !== 'object' || entry === null) throw new OrreryError('invalid', 'It is not an object')
      const { id, auth, ...rest } = entry as Partial<TargetConfig> & TargetDraft
      const { config, password } = checkDraft(
        { ...rest, name: rest.name ?? '', ...draftOfAuth(auth) },
        storedAuth(auth),
      )
      const free = id ?? this.#freeId(config.name)
      if (password !== undefined) this.#passwords.set(free, password)
      this.#saved = [...this.#saved, { id: free, ...config }]
    } catch (thrown) {
      const { message, fix } = asOrreryError(thrown)
      const said = { details: { path: this.#path }, cause: thrown, ...(fix === undefined ? {} : { fix }) }
      throw new OrreryError('invalid', `${this.#path}, target ${index + 1}: ${message}`, said)
    }
  }

  #freeId(name: string): string {
    const slug = slugOf(name)
    const taken = new Set(this.all().map(({ id }) => id))
    let id = slug
    for (let i = 2; taken.has(id); i++) id = `${slug}-${i}`
    return id
  }

  async #save(saved: readonly TargetConfig[]): Promise<void> {
    // passwords that were written into the file by hand move to where they belong
    for (const { id, auth } of saved) {
      const password = auth?.password.kind === 'stored' ? this.#passwords.get(id) : undefined
      if (password !== undefined) await this.secrets.put(id, password)
    }
    await writeJson(this.#path, { targets: saved })
    this.#saved = saved
  }

  #change<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work)
    this.#last = next.catch(() => undefined)
    return next
  }
}

/** An id from a name: what may stand in a file name and an address. */
export function slugOf(name: string): string {
  return (
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 48) || 'target'
  )
}

function entriesOf(content: unknown, path: string): readonly unknown[] {
  const list = Array.isArray(content)
    ? (content as unknown[])
    : (content as { targets?: unknown } | null)?.targets
  if (Array.isArray(list)) return list as unknown[]
  throw new OrreryError('invalid', `${path} holds no list of targets`, {
    fix: 'Write {"targets": [{"name": "orders", "url": "kafka://host:9092"}]}.',
  })
}

function draftOfAuth(auth: TargetConfig['auth']): Partial<TargetDraft> {
  if (auth === undefined) return {}
  const { username, password } = auth
  return password.kind === 'stored' ? { username } : { username, passwordFrom: password }
}

/** A stored password is elsewhere: it is known, and need not stand in the entry. */
function storedAuth(auth: TargetConfig['auth']): Partial<TargetConfig> {
  return auth?.password.kind === 'stored' ? { auth } : {}
}
