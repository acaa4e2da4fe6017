import type { ComponentType } from 'react'
import { matchPath } from '../match.ts'
import type { PageProps, PageTab, SystemPages } from '../pages.ts'

/** Tabs that every target has, after those of its system. */
export const commonTabs = [
  { id: 'findings', label: 'Findings' },
  { id: 'events', label: 'Events' },
  { id: 'access', label: 'Access' },
] as const

/** Stands behind them while two moments are compared. */
export const differencesTab = { id: 'differences', label: 'Differences' } as const

export type CommonTab = (typeof commonTabs)[number]['id'] | (typeof differencesTab)['id']

export type FoundPage =
  | { readonly is: 'common'; readonly tab: CommonTab }
  | {
      readonly is: 'system'
      readonly tab: PageTab
      readonly Component: ComponentType<PageProps>
      readonly params: Readonly<Record<string, string>>
    }
  | { readonly is: 'none' }

/** The page of a target's path: one of the system's tabs or what hangs under it, or one that all targets have. */
export function findPage(system: SystemPages | undefined, path: readonly string[]): FoundPage {
  const common = [...commonTabs, differencesTab].find((tab) => path.length === 1 && tab.id === path[0])
  if (common !== undefined) return { is: 'common', tab: common.id }
  for (const tab of system?.tabs ?? [])
    for (const page of [tab, ...(tab.details ?? [])]) {
      const params = matchPath(page.path, path)
      if (params !== undefined) return { is: 'system', tab, Component: page.Component, params }
    }
  // a system without pages still has what all targets have
  return system === undefined && path.length === 0 ? { is: 'common', tab: 'events' } : { is: 'none' }
}
