import { type FoundSort, foundSorts } from '../../shared/api/search.ts'
import { instant, invalid, listed, wholeNumber } from './read-option.ts'

export interface SearchCommand {
  readonly name: 'search'
  /** As typed; empty: all that fits the rest. */
  readonly text: string
  /** Names of targets; none: all. */
  readonly targets: readonly string[]
  /** An archive; undefined: the history. */
  readonly inFile: string | undefined
  readonly dataDir: string | undefined
  readonly kinds: readonly string[] | undefined
  readonly sorts: readonly FoundSort[] | undefined
  /** Epoch ms; undefined: ever. */
  readonly from: number | undefined
  readonly to: number | undefined
  /** Of each sort. */
  readonly limit: number
  readonly json: boolean
}

interface Values {
  readonly data?: string | undefined
  readonly in?: string | undefined
  readonly target?: readonly string[] | undefined
  readonly kind?: string | undefined
  readonly sort?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly limit?: string | undefined
  readonly json?: boolean | undefined
}

/** Fits a terminal. */
const usualLimit = 10
const most = 10_000

/** @param words what a shell leaves of quotes is one word @throws OrreryError `invalid` */
export function searchOptions(words: readonly string[], values: Values, now: number) {
  const { data: dataDir, in: inFile, target: targets = [], kind, sort, limit, json } = values
  const narrows = [values.from, values.to, kind, sort, ...targets]
  if (words.length === 0 && narrows.every((each) => each === undefined))
    throw invalid('search needs words, or something to list by: --kind, --sort, --target, --from')
  const from = values.from === undefined ? undefined : instant('--from', values.from, now)
  const to = values.to === undefined ? undefined : instant('--to', values.to, now)
  if (from !== undefined && from > (to ?? now)) throw invalid('--from lies after --to')
  return {
    text: words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' '),
    ...{ targets, inFile, dataDir, from, to },
    kinds: kind?.split(',').map((one) => one.trim()),
    sorts: sort === undefined ? undefined : listed('--sort', sort, foundSorts),
    limit: limit === undefined ? usualLimit : wholeNumber('--limit', limit, 1, most),
    json: json === true,
  }
}
