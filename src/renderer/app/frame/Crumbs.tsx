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
  const sep = <span className={style['sep']}>/</span>
  return (
    <>
      {sep}
      <Menu
        trigger={
          <button type="button" className={classes(style['crumb'], tabLabel === undefined && style['last'])}>
            {name}
          </button>
        }
        items={targets.map((each) => ({
          label: each.config.name,
          end: wordNow(each).word,
          onSelect: () => navigator.go({ path: ['t', each.config.id], state: {} }),
        }))}
      />
      {tabLabel !== undefined && (
        <>
          {sep}
          <Menu
            trigger={
              <button type="button" className={classes(style['crumb'], rest.length === 0 && style['last'])}>
                {tabLabel}
              </button>
            }
            items={tabs.map((tab) => ({
              label: tab.label,
              onSelect: () =>
                navigator.go({ path: ['t', id, ...(tab.path === '' ? [] : [tab.path])], state: {} }),
            }))}
          />
        </>
      )}
      {rest.map((part, index) => (
        <span key={index} style={{ display: 'contents' }}>
          {sep}
          <span
            className={classes(style['crumb'], style['mono'], index === rest.length - 1 && style['last'])}
          >
            {part}
          </span>
        </span>
      ))}
    </>
  )
}
