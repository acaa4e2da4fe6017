import type { DifferenceIs } from '../../../shared/api/compare.ts'
import { EntityLink } from '../frame/EntityLink.tsx'
import { useEntities } from '../frame/system-context.ts'
import { useNavigator } from '../navigator.ts'
import type { Comparing } from './comparing.ts'
import { versusOf } from './pair.ts'

export interface DifferenceLinkProps {
  readonly comparing: Comparing
  readonly entity: string
  readonly is: DifferenceIs
  readonly withKind?: boolean
}

/** To the page of what differs: of what is gone to where it was, with the two moments the other way round. */
export function DifferenceLink({ comparing, entity, is, withKind }: DifferenceLinkProps) {
  const { system } = comparing.target.config
  return (
    // the line that it stands on opens it too
    <span onClick={(event) => event.stopPropagation()}>
      <EntityLink
        {...{ system, entity }}
        {...placeOf(comparing, is)}
        {...(withKind === true ? { withKind } : {})}
      />
    </span>
  )
}

/** The same by the keyboard. */
export function useOpenDifference(comparing: Comparing): (entity: string, is: DifferenceIs) => void {
  const navigator = useNavigator()
  const { pageOf } = useEntities(comparing.target.config.system)
  return (entity, is) => {
    const page = pageOf(entity)
    if (page === undefined) return
    const { targetId, ...moments } = placeOf(comparing, is)
    navigator.go({ path: ['t', targetId, ...page.path], state: page.state ?? {}, ...moments })
  }
}

function placeOf({ request: { a, b } }: Comparing, is: DifferenceIs) {
  if (is !== 'gone') return { targetId: b.targetId }
  return { targetId: a.targetId, at: a.at, vs: versusOf(b, a.targetId) }
}
