import { memo } from 'react'
import type { ComponentType } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { Empty } from '../../components/Blocks.tsx'
import { AccessPage } from '../access/AccessPage.tsx'
import { DifferencesPage } from '../compare/DifferencesPage.tsx'
import type { CompareControl } from '../compare/use-compare-control.ts'
import { EventsPage } from '../events/EventsPage.tsx'
import { FindingsPage } from '../findings/FindingsPage.tsx'
import { Link } from '../Link.tsx'
import type { PageProps } from '../pages.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import type { CommonTab, FoundPage } from './find-page.ts'
import style from './frame.module.css'
import { NotYetSeen } from './NotYetSeen.tsx'
import { Staleness } from './Staleness.tsx'

export interface TargetPageProps {
  readonly target: TargetState
  readonly found: FoundPage
  readonly tabs: readonly { readonly id: string; readonly label: string; readonly path: string }[]
  readonly tabId: string | undefined
  /** The newest sample; undefined: none. */
  readonly sampledAt: number | undefined
  readonly compare: CompareControl
}

/** Tabs, and the page of the path, each page in its own boundary. */
export function TargetPage({ target, found, tabs, tabId, sampledAt, compare }: TargetPageProps) {
  const { id } = target.config
  return (
    <>
      <nav className={style['tabs']} aria-label="Pages">
        {tabs.map((tab) => (
          <Link
            key={tab.id}
            to={tab.path === '' ? [] : [tab.path]}
            className={style['tab']}
            current={tab.id === tabId}
          >
            {tab.label}
          </Link>
        ))}
      </nav>
      <NotYetSeen target={target} isAccess={tabId === 'access'}>
        <Staleness target={target} sampledAt={sampledAt} shows={showsOf(found)}>
          <ErrorBoundary key={`${id} ${location.hash.split('?')[0]}`} what="This page">
            <PageOf {...{ target, found, compare }} />
          </ErrorBoundary>
        </Staleness>
      </NotYetSeen>
    </>
  )
}

/** Events and access tell what was and why; they don't become untrue when samples stop. */
function showsOf(found: FoundPage): 'state' | 'said' | 'history' {
  if (found.is !== 'common') return 'state'
  return found.tab === 'findings' ? 'said' : 'history'
}

function PageOf({ target, found, compare }: Pick<TargetPageProps, 'target' | 'found' | 'compare'>) {
  const { id } = target.config
  if (found.is === 'common') return <CommonPage tab={found.tab} {...{ target, compare }} />
  if (found.is === 'none')
    return (
      <Empty title="There is no such page.">
        <Link to={[]}>Go to the first page of {target.config.name}</Link>
      </Empty>
    )
  const { Component, params } = found
  return (
    <SystemPage key={`${id} ${Object.values(params).join('/')}`} {...{ Component, params }} targetId={id} />
  )
}

interface SystemPageProps extends PageProps {
  readonly Component: ComponentType<PageProps>
}

/** Drawn anew by what its own hooks read, not because something about the target changed. */
const SystemPage = memo(function SystemPage({ Component, targetId, params }: SystemPageProps) {
  return <Component targetId={targetId} params={params} />
})

interface CommonPageProps extends Pick<TargetPageProps, 'target' | 'compare'> {
  readonly tab: CommonTab
}

function CommonPage({ target, tab, compare }: CommonPageProps) {
  const { id, name, system } = target.config
  switch (tab) {
    case 'findings':
      return <FindingsPage targetId={id} targetName={name} system={system} />
    case 'events':
      return <EventsPage targets={[target]} />
    case 'access':
      return <AccessPage target={target} />
    case 'differences':
      return <DifferencesPage control={compare} />
  }
}
