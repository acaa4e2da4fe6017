import type { ComponentProps } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { classes } from '../../components/classes.ts'
import { Menu } from '../../components/Menu.tsx'
import { useAddress, useNavigator } from '../navigator.ts'
import { wordNow } from '../target-words.ts'
import style from './Header.module.css'

export interface CrumbsProps {
  readonly targets: readonly TargetState[]
  readonly target: TargetState
  readonly tabs: readonly { readonly label: string; readonly path: string }[]
  readonly tabLabel: string | undefined
}

/** Where one is; each part opens its siblings. */
export function Crumbs({ targets, target, tabs, tabLabel }: CrumbsProps) {
  const navigator = useNavigator()
  const rest = useAddress().path.slice(3)
  const { id, name } = target.config
  const toTab = (path: string) => navigator.go({ path: ['t', id, ...(path === '' ? [] : [path])], state: {} })
  return (
    <>
      <CrumbMenu
        name={name}
        isLast={tabLabel === undefined}
        items={targets.map((each) => ({
          label: each.config.name,
          end: wordNow(each).word,
          onSelect: () => navigator.go({ path: ['t', each.config.id], state: {} }),
        }))}
      />
      {tabLabel !== undefined && (
        <CrumbMenu
          name={tabLabel}
          isLast={rest.length === 0}
          items={tabs.map((tab) => ({ label: tab.label, onSelect: () => toTab(tab.path) }))}
        />
      )}
      {rest.map((part, index) => (
        <span key={index} style={{ display: 'contents' }}>
          <span className={style['sep']}>/</span>
          <span
            className={classes(style['crumb'], style['mono'], index === rest.length - 1 && style['last'])}
            title={part}
          >
            {part}
          </span>
        </span>
      ))}
    </>
  )
}

interface CrumbMenuProps {
  readonly name: string
  readonly isLast: boolean
  readonly items: ComponentProps<typeof Menu>['items']
}

/** A part of the path that opens the list of what could stand in its place. */
function CrumbMenu({ name, isLast, items }: CrumbMenuProps) {
  return (
    <>
      <span className={style['sep']}>/</span>
      <Menu
        trigger={
          <button type="button" className={classes(style['crumb'], isLast && style['last'])} title={name}>
            {name}
          </button>
        }
        items={items}
      />
    </>
  )
}
