import type { TargetState } from '../../../shared/api/targets.ts'
import { useArchiveActions } from '../archives/archive-actions.ts'
import type { CompareControl } from '../compare/use-compare-control.ts'
import { KeysDialog } from '../KeysDialog.tsx'
import { focusSearch, useKeys } from '../keys.ts'
import type { KeyActions } from '../keys.ts'
import { useAddress, useNavigator } from '../navigator.ts'
import { Palette } from '../palette/Palette.tsx'
import { setTheme } from '../theme.ts'
import { timeKeys } from '../timebar/time-keys.ts'
import type { TimeControl } from '../timebar/use-time-control.ts'
import { differencesTab } from './find-page.ts'
import { useSystems } from './system-context.ts'
import type { Surfaces } from './TargetScreen.tsx'

export interface TargetCommandsProps {
  readonly targets: readonly TargetState[]
  readonly target: TargetState
  readonly time: TimeControl
  readonly surfaces: Surfaces
  readonly show: (change: Partial<Surfaces>) => void
  readonly onExport: () => void
  readonly compare: CompareControl
}

/** What can be done on a target's screen: by key, and by name in Find anything. */
export function TargetCommands(props: TargetCommandsProps) {
  const { targets, target, time, surfaces, show } = props
  const navigator = useNavigator()
  const everything = () => navigator.go({ path: ['search'], state: {} })
  const commands = useCommands(props, everything)
  const pages = useSystems().find((each) => each.id === target.config.system)
  const isComparing = useAddress().vs !== undefined
  useKeys({ ...timeKeys(time), ...surfaceKeys(props), ...compareKeys(props, isComparing), everything })
  return (
    <>
      <Palette
        open={surfaces.isPaletteOpen}
        onOpenChange={(isPaletteOpen) => show({ isPaletteOpen })}
        scope={{ targets, target, at: time.at, commands }}
      />
      <KeysDialog
        open={surfaces.isKeysOpen}
        onOpenChange={(isKeysOpen) => show({ isKeysOpen })}
        pageKeys={pages?.keys ?? []}
      />
    </>
  )
}

function surfaceKeys({ surfaces, show }: TargetCommandsProps): KeyActions {
  return {
    goTo: () => show({ isGoToOpen: true }),
    unfold: () => show({ isUnfolded: !surfaces.isUnfolded }),
    help: () => show({ isKeysOpen: true }),
    search: focusSearch,
    find: () => show({ isPaletteOpen: true, isKeysOpen: false }),
  }
}

function compareKeys({ compare }: TargetCommandsProps, isComparing: boolean): KeyActions {
  return { compare: compare.pin, ...(isComparing ? { endCompare: compare.end } : {}) }
}

function useCommands(
  { target, time, surfaces, show, onExport, compare }: TargetCommandsProps,
  everything: () => void,
) {
  const navigator = useNavigator()
  const { vs } = useAddress()
  const { open } = useArchiveActions()
  return [
    { name: time.at === 'live' ? 'Pause' : 'Back to live', run: time.togglePause },
    { name: 'Go to a time…', run: () => show({ isGoToOpen: true }) },
    {
      name: surfaces.isUnfolded ? 'Fold the time bar' : 'Unfold the time bar',
      run: () => show({ isUnfolded: !surfaces.isUnfolded }),
    },
    { name: 'Previous event', run: () => time.step('event', 'back') },
    { name: 'Previous finding', run: () => time.step('finding', 'back') },
    { name: 'Compare with this moment…', run: compare.pin },
    ...(vs === undefined ? [] : compareCommands(compare, () => navigator.go(differences(target)))),
    {
      name: 'Report…',
      run: () => navigator.go({ path: ['report'], state: { of: target.config.id } }),
    },
    { name: 'Search everything', run: everything },
    { name: 'What happened, on all targets', run: () => navigator.go({ path: ['all'], state: {} }) },
    { name: 'Export an archive…', run: onExport },
    { name: 'Open an archive…', run: open },
    { name: 'Add a target', run: () => navigator.go({ path: ['add'], state: {} }) },
    { name: 'Use the dark theme', run: () => setTheme('dark') },
    { name: 'Use the light theme', run: () => setTheme('light') },
    { name: 'All keys', run: () => show({ isKeysOpen: true }) },
  ]
}

/** What can be done with a comparison. */
function compareCommands({ swap, end }: CompareControl, list: () => void) {
  return [
    { name: 'List what differs', run: list },
    { name: 'Swap the two moments', run: swap },
    { name: 'End comparing', run: end },
  ]
}

const differences = ({ config }: TargetState) => ({ path: ['t', config.id, differencesTab.id], state: {} })
