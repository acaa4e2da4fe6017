import { useState } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { Empty } from '../../components/Blocks.tsx'
import { KeysDialog } from '../KeysDialog.tsx'
import { useKeys } from '../keys.ts'
import { useAddress, useNavigator } from '../navigator.ts'
import { Palette } from '../palette/Palette.tsx'
import { EditTargetPage } from '../targets/EditTargetPage.tsx'
import { StartPage } from '../targets/StartPage.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Header } from './Header.tsx'
import header from './Header.module.css'
import { Layout } from './Layout.tsx'
import { Rail } from './Rail.tsx'

/** What belongs to no target: the start page, adding and editing one. */
export function HomeScreen({ targets }: { readonly targets: readonly TargetState[] }) {
  const { path } = useAddress()
  const navigator = useNavigator()
  const [isFinding, setFinding] = useState(false)
  const [isKeysOpen, setKeysOpen] = useState(false)
  useKeys({ find: () => setFinding(true), help: () => setKeysOpen(true) })
  const commands = [{ name: 'Add a target', run: () => navigator.go({ path: ['add'], state: {} }) }]
  const title = path[0] === 'add' ? 'Add a target' : path[0] === 'edit' ? 'Edit' : undefined
  return (
    <>
      <Layout
        header={
          <Header
            target={undefined}
            crumbs={
              title !== undefined && (
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
      <KeysDialog open={isKeysOpen} onOpenChange={setKeysOpen} />
    </>
  )
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
  const target = targets.find((each) => each.config.id === path[1])
  if (path[0] === 'edit' && target !== undefined) return <EditTargetPage target={target} />
  return (
    <Empty title="There is nothing at this address.">
      {path[0] === 't' ? `No target is called ${path[1] ?? ''} here.` : 'Choose a target at the left.'}
    </Empty>
  )
}
