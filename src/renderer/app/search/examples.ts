import { foundSorts } from '../../../shared/api/search.ts'
import type { Found } from '../../../shared/api/search.ts'

const most = 6
const longest = 28
const mostWords = 4

/** Words to try, out of what there is: some of each sort, none twice. */
export function examplesOf(found: readonly Found[], nameOf: (found: Found) => string): readonly string[] {
  const perSort = Math.ceil(most / foundSorts.length)
  const texts = foundSorts.flatMap((sort) => {
    const names = found.filter((each) => each.is === sort).map((each) => shortened(nameOf(each)))
    return [...new Set(names.filter((name) => name.length > 2))].slice(0, perSort)
  })
  return [...new Set(texts)].slice(0, most)
}

/** Its first words, as far as they say one thing; a name that is too long is no example. */
function shortened(text: string): string {
  const words = text.split(/[,;:.](?:\s|$)/)[0]?.split(' ') ?? []
  const short = words.slice(0, mostWords).join(' ')
  return short.length <= longest ? short : ''
}
