import { useCallback, useMemo, useState } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { catalogues } from '../../../shared/systems/index.ts'
import { InstantProvider } from '../../api/instant.ts'
import { ProvenanceProvider } from '../../components/provenance.ts'
import { Badge } from '../../components/State.tsx'
import { KeysDialog } from '../KeysDialog.tsx'
import { focusSearch, useKeys } from '../keys.ts'
import { useAddress, useNavigator } from '../navigator.ts'
import { Palette } from '../palette/Palette.tsx'
import { usePaletteEntries } from '../palette/use-palette-entries.ts'
import { setTheme } from '../theme.ts'
import type { FindingSpan } from '../timebar/lanes.ts'
import { TimeBar } from '../timebar/TimeBar.tsx'
import { useTimeControl } from '../timebar/use-time-control.ts'
import type { TimeControl } from '../timebar/use-time-control.ts'
import { wordNow } from '../target-words.ts'
import { Crumbs } from './Crumbs.tsx'
import { commonTabs, findPage } from './find-page.ts'
import { Header } from './Header.tsx'
import { Layout } from './Layout.tsx'
import { Rail } from './Rail.tsx'
import { useSystems } from './system-context.ts'
import { TargetPage } from './TargetPage.tsx'
import { useWordsThen } from './use-words-then.ts'

export interface TargetScreenProps {
  readonly targets: readonly TargetState[]
  readonly target: TargetState
}

/** Everything about one target at one instant. */
export function TargetScreen({ targets, target }: TargetScreenProps) {
  const { id, system: systemId, name } = target.config
  const navigator = useNavigator()
  const { path, at } = useAddress()
  const time = useTimeControl(target)
  const system = useSystems().find((each) => each.id === systemId)
  const [isFinding, setFinding] = useState(false)
  const [isKeysOpen, setKeysOpen] = useState(false)
  const [isGoToOpen, setGoToOpen] = useState(false)
  const [isUnfolded, setUnfolded] = useState(false)
  const toggleUnfolded = useCallback(() => setUnfolded((now) => !now), [])
  const onFinding = useCallback(
    (span: FindingSpan) =>
      navigator.go({ path: ['t', id, 'findings'], state: { finding: span.id }, at: Math.round(span.from) }),
    [navigator, id],
  )
  useKeys({
    ...timeKeys(time),
    g: () => setGoToOpen(true),
    t: toggleUnfolded,
    '?': () => setKeysOpen(true),
    '/': focusSearch,
    'Ctrl K': () => setFinding(true),
  })
  const provenance = useMemo(() => {
    const catalogue = catalogues[systemId]
    const metrics = new Map(catalogue?.metrics.map((each) => [each.key, each]))
    const facts = new Map(catalogue?.facts.map((each) => [each.key, each]))
    return {
      metric: (key: string) => metrics.get(key),
      fact: (key: string) => facts.get(key),
      targetName: name,
    }
  }, [systemId, name])
  const found = findPage(system, path.slice(2))
  const tabs = [
    ...(system?.tabs ?? []),
    ...commonTabs.map((tab) => ({ label: tab.label, path: tab.id, id: tab.id })),
  ]
  const tabId = found.is === 'system' ? found.tab.id : found.is === 'common' ? found.tab : undefined
  const tab = tabs.find((each) => each.id === tabId)
  const paused = at === 'live' ? undefined : at
  const commands = [
    { name: time.at === 'live' ? 'Pause' : 'Back to live', run: time.togglePause },
    { name: 'Go to a time…', run: () => setGoToOpen(true) },
    { name: isUnfolded ? 'Fold the time bar' : 'Unfold the time bar', run: toggleUnfolded },
    { name: 'Previous event', run: () => time.step('event', 'back') },
    { name: 'Previous finding', run: () => time.step('finding', 'back') },
    { name: 'Add a target', run: () => navigator.go({ path: ['add'], state: {} }) },
    { name: 'Use the dark theme', run: () => setTheme('dark') },
    { name: 'Use the light theme', run: () => setTheme('light') },
    { name: 'All keys', run: () => setKeysOpen(true) },
  ]
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
              badge={<FindingsBadge target={target} paused={paused} />}
              onFind={() => setFinding(true)}
              onKeys={() => setKeysOpen(true)}
            />
          }
          timeBar={
            <TimeBar {...{ target, time, isUnfolded, isGoToOpen, onFinding }} onGoToOpen={setGoToOpen} />
          }
          rail={<Rail targets={targets} currentId={id} paused={paused} />}
        >
          <TargetPage {...{ target, found, tabs }} tabId={tabId} />
        </Layout>
        <Palette
          open={isFinding}
          onOpenChange={setFinding}
          useEntries={(text) => usePaletteEntries({ targets, target, at: time.at, commands }, text)}
        />
        <KeysDialog open={isKeysOpen} onOpenChange={setKeysOpen} />
      </ProvenanceProvider>
    </InstantProvider>
  )
}

function timeKeys(time: TimeControl) {
  return {
    ' ': time.togglePause,
    l: () => time.go('live'),
    ArrowLeft: () => time.step('sample', 'back'),
    ArrowRight: () => time.step('sample', 'forward'),
    '[': () => time.step('event', 'back'),
    ']': () => time.step('event', 'forward'),
    '{': () => time.step('finding', 'back'),
    '}': () => time.step('finding', 'forward'),
  }
}

/** How many findings there were at the instant; nothing when all was well. */
function FindingsBadge({
  target,
  paused,
}: {
  readonly target: TargetState
  readonly paused: number | undefined
}) {
  const then = useWordsThen([target], paused)
  const { tone, word } = then?.get(target.config.id) ?? wordNow(target)
  return tone === 'bad' || tone === 'warn' ? <Badge tone={tone}>{word}</Badge> : null
}
