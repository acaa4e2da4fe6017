import type { Finding } from '../../../shared/api/findings.ts'
import type { Stretch } from '../../api/instant.ts'
import type { Address } from '../address.ts'

type Place = Partial<Pick<Address, 'path' | 'at' | 'vs' | 'state'>>

/**
 * The list of what differs from the last moment before a finding's condition was first seen. On screen stays what is,
 * unless that lies before it: then it is the finding's opening.
 */
export function comparedWithBefore(
  { targetId, since, opened }: Pick<Finding, 'targetId' | 'since' | 'opened'>,
  shown: number,
): Place {
  return {
    path: ['t', targetId, 'differences'],
    state: {},
    vs: { at: Math.round(since) - 1 },
    ...(shown < opened ? { at: Math.round(opened) } : {}),
  }
}

/** The list of what differs over a stretch: between its beginning and its end, or what is on screen if that lies inside. */
export function comparedOver(targetId: string, { from, to }: Stretch, shown: number): Place {
  return {
    path: ['t', targetId, 'differences'],
    state: {},
    vs: { at: Math.round(from) },
    ...(shown > from && shown <= to ? {} : { at: Math.round(to) }),
  }
}
