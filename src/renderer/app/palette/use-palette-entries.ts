import type { Finding } from '../../../shared/api/findings.ts'
import type { At } from '../../../shared/api/history.ts'
import type { Found, FoundEntity } from '../../../shared/api/search.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { formatDistance, formatInstantLong } from '../../../shared/base/format-time.ts'
import { parseInstant } from '../../../shared/base/parse-time.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import { useExperimentEntries } from '../../experiments/palette-entries.ts'
import { severityTone } from '../findings/FindingList.tsx'
import { entitiesOf, useSystems } from '../frame/system-context.ts'
import { useNavigator } from '../navigator.ts'
import type { Navigator } from '../navigator.ts'
import type { SystemPages } from '../pages.ts'
import { instantNear, placeOf } from '../search/place.ts'
import { wordNow } from '../target-words.ts'
import { fitting } from './entries.ts'
import type { Entry } from './entries.ts'

export interface PaletteScope {
  readonly targets: readonly TargetState[]
  /** The target on screen. */
  readonly target: TargetState | undefined
  readonly at: At
  /** What can be done here, by name. */
  readonly commands: readonly { readonly name: string; readonly run: () => void }[]
}

const most = 60
/** Of things and findings that the search knows, the best of each. */
const foundMost = 20

/** What Find anything offers for a text. */
export function usePaletteEntries(
  { targets, target, at, commands }: PaletteScope,
  text: string,
): readonly Entry[] {
  const client = useClient()
  const navigator = useNavigator()
  const systems = useSystems()
  const wanted = text.trim()
  const found = useAsked(wanted === '' ? undefined : wanted, (signal) =>
    client.call('search.find', { text: wanted, sorts: ['entity', 'finding'], limit: foundMost }, signal),
  ).value?.found
  const past = useAsked(target === undefined ? undefined : target.config.id, (signal) =>
    client.call(
      'findings.range',
      { targetId: target?.config.id ?? '', from: target?.extent?.from ?? 0, to: Date.now(), limit: 50 },
      signal,
    ),
  ).value
  const experiments = useExperimentEntries()
  const moment = momentEntry(wanted, target, navigator)
  const fixed = [
    ...pageEntries(target, systems, navigator),
    ...targets.map((each) => targetEntry(each, navigator)),
    ...findingEntries(past ?? [], found ?? [], targets, navigator),
    ...experiments,
    ...commands.map(({ name, run }): Entry => ({
      id: `do ${name}`,
      kind: 'do',
      name,
      isName: false,
      whose: '',
      run,
    })),
  ]
  const entities = (wanted === '' ? [] : (found ?? []))
    .filter((each) => each.is === 'entity')
    .toSorted((a, b) => remoteness(a, targets, target) - remoteness(b, targets, target))
    .map((each) => entityEntry(each, { targets, at }, systems, navigator))
  const rest = fitting([...entities, ...fixed], wanted)
  const shown = [...(moment === undefined ? [] : [moment]), ...rest].slice(0, most)
  return wanted === '' ? shown : [...shown, everythingEntry(wanted, navigator)]
}

function momentEntry(text: string, target: TargetState | undefined, navigator: Navigator): Entry | undefined {
  const now = Date.now()
  const at = parseInstant(text, now)
  if (at === undefined || at > now || target === undefined) return undefined
  return {
    id: 'moment',
    kind: 'moment',
    name: formatInstantLong(at),
    isName: false,
    whose: formatDistance(at, now),
    run: () => navigator.go({ at }),
  }
}

function pageEntries(
  target: TargetState | undefined,
  systems: readonly SystemPages[],
  navigator: Navigator,
): readonly Entry[] {
  if (target === undefined) return []
  const { id, name, system } = target.config
  const tabs = systems.find((each) => each.id === system)?.tabs ?? []
  const pages = [
    ...tabs.map((tab) => ({ label: tab.label, path: tab.path })),
    { label: 'Findings', path: 'findings' },
    { label: 'Events', path: 'events' },
    { label: 'Access', path: 'access' },
  ]
  return pages.map(({ label, path }) => ({
    id: `page ${path}`,
    kind: 'page',
    name: label,
    isName: false,
    whose: name,
    run: () => navigator.go({ path: ['t', id, ...(path === '' ? [] : [path])], state: {} }),
  }))
}

function targetEntry(target: TargetState, navigator: Navigator): Entry {
  const { id, name } = target.config
  return {
    id: `target ${id}`,
    kind: 'target',
    name,
    isName: false,
    whose: target.summary,
    state: wordNow(target),
    run: () => navigator.go({ path: ['t', id], state: {} }),
  }
}

/** Those of the target on screen, and those of all that the search found. */
function findingEntries(
  past: readonly Finding[],
  found: readonly Found[],
  targets: readonly TargetState[],
  navigator: Navigator,
): readonly Entry[] {
  const all = [...past, ...found.filter((each) => each.is === 'finding')]
  const byId = new Map(all.map((finding) => [`finding ${finding.targetId} ${finding.id}`, finding]))
  return [...byId].map(([id, { targetId, id: finding, title, severity, opened, closed }]) => ({
    id,
    kind: 'moment',
    name: `${formatInstantLong(opened)} ${title}`,
    isName: false,
    whose: `finding · ${targets.find(({ config }) => config.id === targetId)?.config.name ?? targetId}`,
    state: { tone: severityTone[severity], word: closed === undefined ? 'open' : 'closed' },
    run: () => navigator.go({ path: ['t', targetId, 'findings'], state: { finding }, at: opened }),
  }))
}

/** Of things that fit alike those of the target on screen come first, and those of recordings last. */
function remoteness(
  { targetId }: FoundEntity,
  targets: readonly TargetState[],
  onScreen: TargetState | undefined,
): number {
  if (targetId === onScreen?.config.id) return 0
  return targets.find(({ config }) => config.id === targetId)?.condition === 'recorded' ? 2 : 1
}

/** Stays at the instant in force where the thing was there then. */
function entityEntry(
  found: FoundEntity,
  { targets, at }: Pick<PaletteScope, 'targets' | 'at'>,
  systems: readonly SystemPages[],
  navigator: Navigator,
): Entry {
  const { targetId, entity, isThere } = found
  const config = targets.find((each) => each.config.id === targetId)?.config
  const { nameOf, pageOf } = entitiesOf(systems, config?.system ?? '')
  const { kind, name } = nameOf(entity)
  return {
    id: `entity ${targetId} ${entity}`,
    kind,
    name,
    isName: true,
    whose: config?.name ?? '',
    path: entity,
    ...(isThere === false ? { state: { tone: 'quiet', word: 'gone' } as const } : {}),
    run: () => {
      const { path, state, range } = placeOf(found, pageOf, navigator.current().range)
      const near = instantNear(found, at)
      navigator.go({ path, state, at: near, ...(near === at ? {} : { range }) })
    },
  }
}

function everythingEntry(text: string, navigator: Navigator): Entry {
  return {
    id: 'everything',
    kind: 'search',
    name: `Search everything for “${text}”`,
    isName: false,
    whose: 'values too, and by time',
    isPinned: true,
    run: () => navigator.go({ path: ['search'], state: { q: text } }),
  }
}
