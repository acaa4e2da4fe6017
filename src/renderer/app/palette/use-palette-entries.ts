import type { At } from '../../../shared/api/history.ts'
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

/** What Find anything offers for a text. */
export function usePaletteEntries(
  { targets, target, at, commands }: PaletteScope,
  text: string,
): readonly Entry[] {
  const client = useClient()
  const navigator = useNavigator()
  const systems = useSystems()
  const wanted = text.trim()
  const found = useAsked(wanted === '' ? undefined : `${wanted} ${at}`, (signal) =>
    client.call('entities.find', { text: wanted, at, limit: most }, signal),
  ).value
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
    ...(past ?? []).map((finding): Entry => ({
      id: `finding ${finding.id}`,
      kind: 'moment',
      name: `${formatInstantLong(finding.opened)} ${finding.title}`,
      isName: false,
      whose: 'finding',
      state: { tone: severityTone[finding.severity], word: finding.closed === undefined ? 'open' : 'closed' },
      run: () =>
        navigator.go({
          path: ['t', finding.targetId, 'findings'],
          state: { finding: finding.id },
          at: finding.opened,
        }),
    })),
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
  const entities =
    wanted === '' ? [] : (found ?? []).map((each) => entityEntry(each, targets, systems, navigator))
  const rest = fitting([...entities, ...fixed], wanted)
  return [...(moment === undefined ? [] : [moment]), ...rest].slice(0, most)
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

function entityEntry(
  { targetId, entity }: { readonly targetId: string; readonly entity: string },
  targets: readonly TargetState[],
  systems: readonly SystemPages[],
  navigator: Navigator,
): Entry {
  const config = targets.find((each) => each.config.id === targetId)?.config
  const { nameOf, pageOf } = entitiesOf(systems, config?.system ?? '')
  const { kind, name } = nameOf(entity)
  const page = pageOf(entity)
  return {
    id: `entity ${targetId} ${entity}`,
    kind,
    name,
    isName: true,
    whose: config?.name ?? '',
    run: () => navigator.go({ path: ['t', targetId, ...(page?.path ?? [])], state: page?.state ?? {} }),
  }
}
