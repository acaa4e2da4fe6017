import type {
  Found,
  FoundEntity,
  FoundFact,
  FoundFinding,
  FoundRun,
  FoundSort,
  SearchAnswer,
} from '../../shared/api/search.ts'
import { foundSorts } from '../../shared/api/search.ts'
import { formatNumber } from '../../shared/base/format-number.ts'
import { formatInstantLong } from '../../shared/base/format-time.ts'
import type { Catalogue } from '../../shared/systems/catalogue.ts'
import { catalogues } from '../../shared/systems/index.ts'

/** What a target is called, by its id. */
type Targets = ReadonlyMap<string, { readonly name: string; readonly system: string }>

const headings: Readonly<Record<FoundSort, string>> = {
  entity: 'entities',
  fact: 'facts',
  finding: 'findings',
  run: 'runs of experiments',
}

/** What was found, sort by sort, for a terminal. */
export function searchText({ found, counts }: SearchAnswer, targets: Targets): string {
  const lines = foundSorts.flatMap((sort) => {
    const some = found.filter(({ is }) => is === sort)
    if (some.length === 0) return []
    const heading = `${headings[sort]} (${formatNumber(counts[sort])})`
    const left = counts[sort] - some.length
    const rest = left > 0 ? [`  and ${formatNumber(left)} more`] : []
    return [heading, ...some.map((each) => `  ${lineOf(each, targets)}`), ...rest, '']
  })
  return lines.length === 0 ? 'nothing found\n' : `${lines.slice(0, -1).join('\n')}\n`
}

function lineOf(found: Found, targets: Targets): string {
  if (found.is === 'run') return runLine(found)
  const target = targets.get(found.targetId)
  const catalogue = catalogues[target?.system ?? '']
  const at = target?.name ?? found.targetId
  if (found.is === 'entity') return entityLine(found, at, catalogue)
  return found.is === 'fact' ? factLine(found, at, catalogue) : findingLine(found, at)
}

/** `topic orders · prod-kafka · from Fri 20 Nov 03:12:40, still there` */
function entityLine(
  { entity, first, last, isThere }: FoundEntity,
  at: string,
  catalogue?: Catalogue,
): string {
  return [nameOf(entity, catalogue), at, spanOf(first, isThere === true ? undefined : last, isThere)].join(
    ' · ',
  )
}

function spanOf(first: number | undefined, to: number | undefined, isThere: boolean | undefined): string {
  if (first === undefined) return 'when is not known'
  const from = `from ${formatInstantLong(first)}`
  return isThere === true || to === undefined ? `${from}, still there` : `${from} to ${formatInstantLong(to)}`
}

/** `ISR [1,2] · partition orders-3 · prod-kafka · from …, 3 have it` */
function factLine(
  { key, text, entity, first, to, held }: FoundFact,
  at: string,
  catalogue?: Catalogue,
): string {
  const label = catalogue?.facts.find((fact) => fact.key === key)?.label ?? key
  const when = to === undefined ? `from ${formatInstantLong(first)}, ${have(held)}` : spanOf(first, to, false)
  return [`${label} ${text}`, nameOf(entity, catalogue), at, when].join(' · ')
}

const have = (held: number): string => (held === 1 ? '1 has it' : `${formatNumber(held)} have it`)

function findingLine({ title, severity, opened, closed }: FoundFinding, at: string): string {
  const when =
    closed === undefined ? `open since ${formatInstantLong(opened)}` : spanOf(opened, closed, false)
  return [`${severity}: ${title}`, at, when].join(' · ')
}

function runLine({ title, targetName, at, outcome, run }: FoundRun): string {
  return [title, targetName, formatInstantLong(at), outcome ?? 'unknown', run].join(' · ')
}

function nameOf(entity: string, catalogue?: Catalogue): string {
  const { kind, name } = catalogue?.nameOf(entity) ?? { kind: '', name: entity }
  return kind === '' ? name : `${kind} ${name}`
}
