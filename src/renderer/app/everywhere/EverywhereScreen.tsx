import { useEffect, useState } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'
import { InstantProvider } from '../../api/instant.ts'
import { Empty } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { EventsPage } from '../events/EventsPage.tsx'
import { ErrorBoundary } from '../frame/ErrorBoundary.tsx'
import { Header } from '../frame/Header.tsx'
import header from '../frame/Header.module.css'
import { Layout } from '../frame/Layout.tsx'
import { Rail } from '../frame/Rail.tsx'
import { useWordsThen } from '../frame/use-words-then.ts'
import { KeysDialog } from '../KeysDialog.tsx'
import { focusSearch, useKeys } from '../keys.ts'
import { useAddress, useNavigator } from '../navigator.ts'
import { Palette } from '../palette/Palette.tsx'
import { wordNow } from '../target-words.ts'
import { timeKeys } from '../timebar/time-keys.ts'
import type { TimeControl } from '../timebar/use-time-control.ts'
import { before, isBefore } from './before.ts'
import { EverywhereBar } from './EverywhereBar.tsx'
import style from './everywhere.module.css'
import { useTimeEverywhere } from './use-time-everywhere.ts'
import { seenTogether } from './who.ts'

/** What happened on all targets: a fault in one system is seen in another. */
export function EverywhereScreen({ targets: all }: { readonly targets: readonly TargetState[] }) {
  const { at, range } = useAddress()
  const targets = seenTogether(all, range)
  const time = useTimeEverywhere(targets)
  const paused = at === 'live' ? undefined : at
  const then = useWordsThen(all, paused)
  const [isGoToOpen, setGoToOpen] = useState(false)
  useTitle(paused)
  return (
    <InstantProvider value={time}>
      <Layout
        header={<Top {...{ all, time }} onGoTo={() => setGoToOpen(true)} />}
        timeBar={
          <EverywhereBar
            {...{ targets, time, isGoToOpen }}
            wordOf={(target) => then?.get(target.config.id) ?? wordNow(target)}
            onGoToOpen={setGoToOpen}
          />
        }
        rail={<Rail targets={all} currentId={undefined} {...{ paused, then }} />}
      >
        <ErrorBoundary what="This page">
          {targets.length === 0 ? (
            <Empty title="Nothing was seen yet.">Add a target, and what happens on it is told here.</Empty>
          ) : (
            <div className={style['below']}>
              <Happened targets={targets} time={time} />
            </div>
          )}
        </ErrorBoundary>
      </Layout>
    </InstantProvider>
  )
}

/** The events of all, and the shortcut to those before the instant in force. */
function Happened({
  targets,
  time,
}: {
  readonly targets: readonly TargetState[]
  readonly time: TimeControl
}) {
  const navigator = useNavigator()
  const of = targets.map(({ config }) => config.id).join(',')
  const isShown = time.at !== 'live' && isBefore(time.range, time.shown)
  const title = isShown
    ? `What changed in the 5 minutes before ${formatInstant(time.shown)}`
    : 'What happened, on all targets'
  return (
    <EventsPage
      targets={targets}
      title={title}
      actions={
        <>
          {!isShown && <Button onClick={() => navigator.go(before(time.shown))}>The 5 minutes before</Button>}
          <Button onClick={() => navigator.go({ path: ['report'], state: { of } })}>Report…</Button>
        </>
      }
    />
  )
}

interface TopProps {
  readonly all: readonly TargetState[]
  readonly time: TimeControl
  readonly onGoTo: () => void
}

/** The header, with the keys and commands of this screen. */
function Top({ all, time, onGoTo }: TopProps) {
  const navigator = useNavigator()
  const [isFinding, setFinding] = useState(false)
  const [isKeysOpen, setKeysOpen] = useState(false)
  const find = () => setFinding(true)
  const help = () => setKeysOpen(true)
  const everything = () => navigator.go({ path: ['search'], state: {} })
  useKeys({ ...timeKeys(time), goTo: onGoTo, help, search: focusSearch, find, everything })
  const commands = [
    { name: time.at === 'live' ? 'Pause' : 'Back to live', run: time.togglePause },
    { name: 'The 5 minutes before', run: () => navigator.go(before(time.shown)) },
    { name: 'Search everything', run: everything },
    { name: 'Add a target', run: () => navigator.go({ path: ['add'], state: {} }) },
  ]
  return (
    <>
      <Header
        target={undefined}
        crumbs={
          <>
            <span className={header['sep']}>/</span>
            <span className={header['crumb']}>All targets</span>
          </>
        }
        badge={null}
        onFind={find}
        onKeys={help}
      />
      <Palette
        open={isFinding}
        onOpenChange={setFinding}
        scope={{ targets: all, target: undefined, at: time.at, commands }}
      />
      <KeysDialog open={isKeysOpen} onOpenChange={setKeysOpen} pageKeys={[]} />
    </>
  )
}

function useTitle(paused: number | undefined): void {
  const title = `All targets${paused === undefined ? '' : ` at ${formatInstant(paused)}`} · Orrery`
  useEffect(() => {
    document.title = title
    return () => void (document.title = 'Orrery')
  }, [title])
}
