import { useCallback, useEffect, useMemo, useState } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'
import { catalogues } from '../../../shared/systems/index.ts'
import { InstantProvider } from '../../api/instant.ts'
import { MarksProvider } from '../../components/marks.ts'
import { ProvenanceProvider } from '../../components/provenance.ts'
import type { Provenance } from '../../components/provenance.ts'
import { Badge } from '../../components/State.tsx'
import { useArchiveActions } from '../archives/archive-actions.ts'
import { CompareBar } from '../compare/CompareBar.tsx'
import { ComparingProvider } from '../compare/comparing.ts'
import type { Comparing } from '../compare/comparing.ts'
import { useCompareControl } from '../compare/use-compare-control.ts'
import type { CompareControl } from '../compare/use-compare-control.ts'
import { useComparison } from '../compare/use-comparison.ts'
import { useAddress, useNavigator } from '../navigator.ts'
import { wordNow } from '../target-words.ts'
import type { TargetWord } from '../target-words.ts'
import type { FindingSpan } from '../timebar/lanes.ts'
import type { Pinned } from '../timebar/RangeStrip.tsx'
import { TimeBar } from '../timebar/TimeBar.tsx'
import { useTimeControl } from '../timebar/use-time-control.ts'
import { Crumbs } from './Crumbs.tsx'
import { commonTabs, differencesTab, findPage } from './find-page.ts'
import { Header } from './Header.tsx'
import { Layout } from './Layout.tsx'
import { Rail } from './Rail.tsx'
import { useSystems } from './system-context.ts'
import { TargetCommands } from './TargetCommands.tsx'
import { TargetPage } from './TargetPage.tsx'
import { useWordsThen } from './use-words-then.ts'

export interface TargetScreenProps {
  readonly targets: readonly TargetState[]
  readonly target: TargetState
}

/** Which of the surfaces over the page are open. */
export interface Surfaces {
  readonly isPaletteOpen: boolean
  readonly isKeysOpen: boolean
  readonly isGoToOpen: boolean
  readonly isUnfolded: boolean
}

const closed: Surfaces = { isPaletteOpen: false, isKeysOpen: false, isGoToOpen: false, isUnfolded: false }

/** Everything about one target at one instant. */
export function TargetScreen({ targets, target }: TargetScreenProps) {
  const { at } = useAddress()
  const time = useTimeControl(target)
  const comparing = useComparison(target, targets, time)
  const compare = useCompareControl(target, time)
  const provenance = useCatalogueOf(target)
  const { found, tabs, tab } = usePage(target)
  const [surfaces, setSurfaces] = useState(closed)
  const show = useCallback((change: Partial<Surfaces>) => setSurfaces((now) => ({ ...now, ...change })), [])
  const paused = at === 'live' ? undefined : at
  const then = useWordsThen(targets, paused)
  const onFinding = useFindingLink(target)
  const archives = useArchiveActions()
  const onExport = () => archives.export(target.config.id, time.range)
  const word = then?.get(target.config.id) ?? wordNow(target)
  useTitle(target.config.name, word, paused)
  return (
    <InstantProvider value={time}>
      <ProvenanceProvider value={provenance}>
        <Layout
          header={
            <Header
              target={target}
              crumbs={
                <Crumbs {...{ targets, target, tabs }} tabLabel={tab?.path === '' ? undefined : tab?.label} />
              }
              badge={<FindingsBadge {...word} />}
              onExport={onExport}
              onCompare={compare.pin}
              onFind={() => show({ isPaletteOpen: true })}
              onKeys={() => show({ isKeysOpen: true })}
            />
          }
          timeBar={
            <TimeBar
              {...{ target, time, onFinding }}
              pinned={pinnedOf(comparing, compare)}
              isUnfolded={surfaces.isUnfolded}
              isGoToOpen={surfaces.isGoToOpen}
              onGoToOpen={(isGoToOpen) => show({ isGoToOpen })}
            />
          }
          rail={<Rail {...{ targets, paused, then }} currentId={target.config.id} />}
        >
          <ComparingProvider value={comparing}>
            <MarksProvider value={comparing?.marks}>
              <CompareBar targets={targets} control={compare} />
              <TargetPage {...{ target, found, tabs, compare }} tabId={tab?.id} sampledAt={time.sampledAt} />
            </MarksProvider>
          </ComparingProvider>
        </Layout>
        <TargetCommands {...{ targets, target, time, surfaces, show, onExport, compare }} />
      </ProvenanceProvider>
    </InstantProvider>
  )
}

/** The page of the address, and the tabs it stands among. */
function usePage({ config }: TargetState) {
  const { path, vs } = useAddress()
  const isComparing = vs !== undefined || path[2] === differencesTab.id
  const system = useSystems().find((each) => each.id === config.system)
  // the same objects while the path stays, so that a page isn't drawn anew for every sample of its target
  return useMemo(() => {
    const found = findPage(system, path.slice(2))
    const common = [...commonTabs, ...(isComparing ? [differencesTab] : [])].map(({ id, label }) => ({
      id,
      label,
      path: id,
    }))
    const tabs = [...(system?.tabs ?? []), ...common]
    const tabId = found.is === 'system' ? found.tab.id : found.is === 'common' ? found.tab : undefined
    return { found, tabs, tab: tabs.find((each) => each.id === tabId) }
  }, [system, path.join('/'), isComparing])
}

/** The other moment on the time bar, where it is of the target on screen. */
function pinnedOf(comparing: Comparing | undefined, compare: CompareControl): Pinned | undefined {
  const at = comparing?.request.a.at
  if (comparing === undefined || at === undefined || at === 'live' || comparing.words.relation === 'other')
    return undefined
  return { at, onMove: (next, settle) => compare.setAt(next, { settle }) }
}

/** The vocabulary of the target's system, looked up by key. */
function useCatalogueOf({ config: { system, name } }: TargetState): Provenance {
  return useMemo(() => {
    const catalogue = catalogues[system]
    const metrics = new Map(catalogue?.metrics.map((each) => [each.key, each]))
    const facts = new Map(catalogue?.facts.map((each) => [each.key, each]))
    return { metric: (key) => metrics.get(key), fact: (key) => facts.get(key), targetName: name }
  }, [system, name])
}

/** To the page of a finding, at the instant it opened. */
function useFindingLink({ config: { id } }: TargetState) {
  const navigator = useNavigator()
  return useCallback(
    (span: FindingSpan) =>
      navigator.go({ path: ['t', id, 'findings'], state: { finding: span.id }, at: Math.round(span.from) }),
    [navigator, id],
  )
}

/** What the window and its tab are called: which target, how it is, and whether that is the past. */
function useTitle(name: string, { tone, word }: TargetWord, paused: number | undefined): void {
  const state = tone === 'bad' || tone === 'warn' ? ` · ${word}` : ''
  const title = `${name}${state}${paused === undefined ? '' : ` at ${formatInstant(paused)}`} · Orrery`
  useEffect(() => {
    document.title = title
    return () => void (document.title = 'Orrery')
  }, [title])
}

/** How many findings there were at the instant; nothing when all was well. */
function FindingsBadge({ tone, word }: TargetWord) {
  return tone === 'bad' || tone === 'warn' ? <Badge tone={tone}>{word}</Badge> : null
}
