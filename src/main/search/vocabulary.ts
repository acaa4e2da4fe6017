import { createHash } from 'node:crypto'
import type { Json } from '../../shared/base/json.ts'
import type { Catalogue } from '../../shared/systems/catalogue.ts'
import { catalogues } from '../../shared/systems/index.ts'
import { fold } from './words.ts'

/** So much of a value is kept and found, characters. */
const MOST_TEXT = 1_000

/** Longer values are not taken apart: only their beginning is kept anyway. */
const MOST_PARSED = 2 ** 16

/** What is put into the index changed: all of it is made anew. */
const REVISION = 1

/** A value as people read it. */
export interface Readable {
  /** As JSON. */
  readonly text: string
  readonly isCut: boolean
  /** Folded. */
  readonly words: string
}

/** How the things of one system are called. */
export class Vocabulary {
  /** Another text once anything is called otherwise. */
  readonly version: string
  readonly #catalogue: Catalogue | undefined
  readonly #facts: ReadonlyMap<string, Catalogue['facts'][number]>

  constructor(system: string) {
    this.#catalogue = Object.hasOwn(catalogues, system) ? catalogues[system] : undefined
    this.#facts = new Map(this.#catalogue?.facts.map((fact) => [fact.key, fact]))
    this.version = versionOf(system, this.#catalogue)
  }

  nameOf(entity: string): { readonly kind: string; readonly name: string } {
    return this.#catalogue?.nameOf(entity) ?? { kind: '', name: entity }
  }

  /** All words that an entity is found by, folded. */
  wordsOf(entity: string): { readonly kind: string; readonly name: string; readonly words: string } {
    const { kind, name } = this.nameOf(entity)
    const folded = fold(name)
    return { kind, name: folded, words: `${fold(entity)}\n${folded}\n${fold(kind)}` }
  }

  /** The words of a fact itself, folded. */
  factWords(key: string): string {
    return `${fold(this.#facts.get(key)?.label ?? '')}\n${fold(key)}`
  }

  /** @param json as the history has it */
  readable(key: string, json: string): Readable {
    const toReadable = this.#facts.get(key)?.readable
    const isPlain = toReadable === undefined && !json.startsWith('"')
    if (isPlain || json.length > MOST_PARSED) return cut(json, json)
    const said = readableOf(json, toReadable)
    const text = JSON.stringify(said)
    return cut(text, typeof said === 'string' ? said : text)
  }
}

/** A text that is no JSON, or no value of this fact, stays as it is. */
function readableOf(json: string, toReadable: ((value: Json) => Json) | undefined): Json {
  try {
    const value: Json = JSON.parse(json)
    return toReadable === undefined ? value : toReadable(value)
  } catch {
    return json
  }
}

function cut(text: string, read: string): Readable {
  return {
    text: text.slice(0, MOST_TEXT),
    isCut: text.length > MOST_TEXT,
    words: fold(read.slice(0, MOST_TEXT)),
  }
}

function versionOf(system: string, catalogue: Catalogue | undefined): string {
  const said = catalogue?.facts.map(({ key, label, readable }) => [key, label, String(readable)])
  const all = JSON.stringify([REVISION, system, said, String(catalogue?.nameOf)])
  return createHash('sha256').update(all).digest('base64url').slice(0, 16)
}
