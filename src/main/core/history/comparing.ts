import { OrreryError } from '../../../shared/base/errors.ts'
import type { Catalogue } from '../../../shared/systems/catalogue.ts'
import { compare, type Compared } from '../../compare/compare.ts'
import { extract, type Extract } from '../../compare/extract.ts'
import type { Relation } from '../../compare/unseen.ts'
import type { HistoryReader } from '../../store/store.ts'
import type { Look } from '../../systems/moment.ts'
import { toldCapabilities } from '../observe/told-facts.ts'
import { bounded } from './bounded.ts'
import type { ComparedPlace, ComparedPlaces, Place, Questions } from './questions.ts'

type Read = { readonly extract: Extract; readonly look: Look | undefined }

/** What a list, a group of it and the marks on pages are asked about, one after the other. */
const mostKept = 2

export interface Comparing {
  readonly answers: Pick<Questions, 'extract' | 'compare' | 'compareGroup' | 'compareMarks'>
  /** Lets go of what was compared last: a file is closed, and another one may come in its place. */
  forget(): void
}

/** Answers what differs of two moments, in files of this thread or read on another. */
export function createComparing(
  readerOf: (file: string) => HistoryReader,
  catalogueOf: (place: Place) => Catalogue,
): Comparing {
  const kept = new Map<string, { readonly compared: Compared; readonly a: Extract; readonly b: Extract }>()

  const read = (place: ComparedPlace): Read => {
    if (place.extract !== undefined) return { extract: place.extract, look: undefined }
    const look = readerOf(place.file).look(place.targetId, place.at)
    if (look === undefined)
      throw new OrreryError('not-found', 'Nothing had been observed at that instant', {
        fix: 'Choose a later one.',
      })
    const unanswered = toldCapabilities(look.moment).flatMap(({ state, by }) =>
      state === 'observed' ? [] : [by],
    )
    return { extract: extract(look, catalogueOf(place), unanswered), look }
  }

  const comparedOf = ({ places }: ComparedPlaces) => {
    const key = JSON.stringify(places.map(({ file, targetId, at }) => [file, targetId, at]))
    const known = kept.get(key)
    if (known !== undefined) return known
    const [a, b] = [read(places[0]), read(places[1])]
    const catalogue = catalogueOf(places[1])
    const relation = relationOf(places, [a, b])
    const compared = {
      compared: compare(a.extract, b.extract, catalogue, relation),
      a: a.extract,
      b: b.extract,
    }
    if (places.every((place) => isFinal(place, readerOf))) {
      kept.set(key, compared)
      for (const old of [...kept.keys()].slice(0, -mostKept)) kept.delete(old)
    }
    return compared
  }

  return {
    answers: {
      extract: (place) => bounded(read(place).extract),
      compare: (arg) => {
        const { compared, a, b } = comparedOf(arg)
        return { ...compared.comparison, a: sideOf(a), b: sideOf(b) }
      },
      compareGroup: ({ group, limit, ...arg }) => {
        const differences = comparedOf(arg).compared.group(group, limit)
        if (differences !== undefined) return differences
        throw new OrreryError('not-found', 'There is no such difference any more')
      },
      compareMarks: (arg) => comparedOf(arg).compared.marks(),
    },
    forget: () => kept.clear(),
  }
}

const sideOf = ({ sampledAt, gaps }: Extract) => ({ sampledAt, gaps })

/** What is read of it will be the same for ever: nothing is written any more of what held then. */
function isFinal(
  { file, targetId, at, extract: known }: ComparedPlace,
  readerOf: (file: string) => HistoryReader,
) {
  // which file it is of is not known here
  if (known !== undefined) return false
  const extent = readerOf(file)
    .targets()
    .find((each) => each.targetId === targetId)
  return extent !== undefined && at <= extent.to
}

function relationOf([a, b]: ComparedPlaces['places'], [readA, readB]: readonly [Read, Read]): Relation {
  // a target has its id in an archive of it too
  const isSameTarget = a.targetId === b.targetId
  const [earlier, later] =
    readA.extract.at <= readB.extract.at ? [readA.extract, readB] : [readB.extract, readA]
  if (!isSameTarget || a.file !== b.file) return { isSameTarget, foundBetween: new Set() }
  const lacking = earlier.facts.filter(({ entities }) => entities.length === 0)
  const found = lacking.filter(({ key }) => later.look?.changes([key], earlier.at + 1).length === 0)
  return { isSameTarget, foundBetween: new Set(found.map(({ key }) => key)) }
}
