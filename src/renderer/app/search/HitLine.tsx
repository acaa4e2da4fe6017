import { memo } from 'react'
import type { MouseEvent } from 'react'
import type { Found } from '../../../shared/api/search.ts'
import { classes } from '../../components/classes.ts'
import { useNavigator } from '../navigator.ts'
import { HitCells } from './HitCells.tsx'
import type { HitContext } from './hit-context.ts'
import { optionProps } from './option.ts'
import type { OptionPlace } from './option.ts'
import { placeOfHit } from './hit-context.ts'
import style from './search.module.css'

export interface HitLineProps extends OptionPlace {
  readonly found: Found
  readonly context: HitContext
}

/** One hit: a real link, to be opened in a tab or copied like any other. */
export const HitLine = memo(function HitLine({ found, context, ...option }: HitLineProps) {
  const navigator = useNavigator()
  const place = placeOfHit(found, context)
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigator.go(place)
  }
  return (
    <a
      {...optionProps(option)}
      className={classes(style['hit'], option.isActive && style['active'])}
      href={navigator.href(place)}
      onClick={open}
    >
      <HitCells found={found} context={context} />
    </a>
  )
})
