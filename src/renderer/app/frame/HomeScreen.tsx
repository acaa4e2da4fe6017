import { useState } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { Empty } from '../../components/Blocks.tsx'
import { ExperimentCrumbs } from '../../experiments/ExperimentCrumbs.tsx'
import { ExperimentPages } from '../../experiments/ExperimentPages.tsx'
import { stageKeys } from '../../experiments/stage-keys.ts'
import { useArchiveActions } from '../archives/archive-actions.ts'
import { KeysDialog } from '../KeysDialog.tsx'
import { focusSearch, useKeys } from '../keys.ts'
import { useAddress, useNavigator } from '../navigator.ts'
import { Palette } from '../palette/Palette.tsx'
import { ReportPage } from '../report/ReportPage.tsx'
import { SearchPage } from '../search/SearchPage.tsx'
import { EditTargetPage } from '../targets/EditTargetPage.tsx'
import { StartPage } from '../targets/StartPage.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Header } from './Header.tsx'
import header from './Header.module.css'
import { Layout } from './Layout.tsx'
import { Rail } from './Rail.tsx'

/** What belongs to no target: the start page, adding and editing one, experiments. */
export function HomeScreen({ targets }: { readonly targets: readonly TargetState[] }) {
  const { path } = useAddress()
  const navigator = useNavigator()
  const [isFinding, setFinding] = useState(false)
  const [isKeysOpen, setKeysOpen] = useState(false)
  const toSearch = () => navigator.go({ path: ['search'], state: {} })
  useKeys({
    find: () => setFinding(true),
    help: () => setKeysOpen(true),
    search: focusSearch,
    everything: path[0] === 'search' ? focusSearch : toSearch,
  })
  const { open } = useArchiveActions()
  const commands = [
    { name: 'Add a target', run: () => navigator.go({ path: ['add'], state: {} }) },
    { name: 'Open an archive…', run: open },
    { name: 'Search everything', run: toSearch },
    { name: 'What happened, on all targets', run: () => navigator.go({ path: ['all'], state: {} }) },
    { name: 'Experiments', run: () => navigator.go({ path: ['x'], state: {} }) },
  ]
  const title = titles[path[0] ?? '']
  return (
    <>
      <Layout
        header={
          <Header
            target={undefined}
            crumbs={
              path[0] === 'x' ? (
                <ExperimentCrumbs path={path} />
              ) : title === undefined ? null : (
                <>
                  <span className={header['sep']}>/</span>
                  <span className={header['crumb']}>{title}</span>
                </>
              )
            }
            badge={null}
            onFind={() => setFinding(true)}
            onKeys={() => setKeysOpen(true)}
          />
        }
        rail={<Rail targets={targets} currentId={undefined} paused={undefined} then={undefined} />}
      >
        <ErrorBoundary key={path.join('/')} what="This page">
          <HomePage targets={targets} path={path} />
        </ErrorBoundary>
      </Layout>
      <Palette
        open={isFinding}
        onOpenChange={setFinding}
        scope={{ targets, target: undefined, at: 'live', commands }}
      />
      <KeysDialog open={isKeysOpen} onOpenChange={setKeysOpen} pageKeys={path[0] === 'x' ? stageKeys : []} />
    </>
  )
}

const titles: Readonly<Record<string, string>> = {
  add: 'Add a target',
  edit: 'Edit',
  report: 'Report',
  search: 'Search',
}

function HomePage({
  targets,
  path,
}: {
  readonly targets: readonly TargetState[]
  readonly path: readonly string[]
}) {
  if (path.length === 0) return <StartPage targets={targets} />
  if (path[0] === 'add') return <EditTargetPage />
  if (path[0] === 'search') return <SearchPage targets={targets} />
  if (path[0] === 'report') return <ReportPage targets={targets} />
  if (path[0] === 'x') return <ExperimentPages targets={targets} path={path} />
  const target = targets.find((each) => each.config.id === path[1])
  if (path[0] === 'edit' && target !== undefined) return <EditTargetPage target={target} />
  return (
    <Empty title="There is nothing at this address.">
      {path[0] === 't' ? `No target is called ${path[1] ?? ''} here.` : 'Choose a target at the left.'}
    </Empty>
  )
}
