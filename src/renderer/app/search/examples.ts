import { foundSorts } from '../../../shared/api/search.ts'
import type { Found } from '../../../shared/api/search.ts'

const most = 6
const longest = 28

/** Words to try, out of what there is: some of each sort, none twice. */
export function examplesOf(found: readonly Found[], nameOf: (found: Found) => string): readonly string[] {
  const perSort = Math.ceil(most / foundSorts.length)
  const texts = foundSorts.flatMap((sort) => {
    const names = found.filter((each) => each.is === sort).map((each) => shortened(nameOf(each)))
    return [...new Set(names.filter((name) => name.length > 2))].slice(0, perSort)
  })
  return [...new Set(texts)].slice(0, most)
}

/** Whole words, as many as fit. */
function shortened(text: string): string {
  if (text.length <= longest) return text
  const cut = text.slice(0, longest + 1)
  const end = cut.lastIndexOf(' ')
  return end > 0 ? cut.slice(0, end).replace(/[,;:.]$/, '') : ''
}
