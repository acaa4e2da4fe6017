import type { CompareRequest, Side } from '../../shared/api/compare.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import type { Handlers } from '../../shared/rpc/serve.ts'
import { catalogues } from '../../shared/systems/index.ts'
import type { ComparedPlace } from './history/questions.ts'
import type { Observatory } from './observatory.ts'
import { check } from './validate.ts'

type CompareHandlers = Pick<Handlers, 'compare.read' | 'compare.group' | 'compare.marks'>

export function compareHandlers(observatory: Observatory): CompareHandlers {
  const { history } = observatory
  return {
    'compare.read': async (request, signal) => {
      const wanted = check.compare(request)
      const places = placesOf(observatory, wanted)
      const { a, b, ...comparison } = await history.ask('compare', { places }, signal)
      return {
        a: { targetId: wanted.a.targetId, at: places[0].at, ...a },
        b: { targetId: wanted.b.targetId, at: places[1].at, ...b },
        ...comparison,
      }
    },
    'compare.group': async ({ group, limit, ...request }, signal) => {
      const places = placesOf(observatory, check.compare(request))
      const arg = { places, group: check.text(group, 'group'), limit: check.limit(limit) }
      return history.ask('compareGroup', arg, signal)
    },
    'compare.marks': async (request, signal) =>
      history.ask('compareMarks', { places: placesOf(observatory, check.compare(request)) }, signal),
  }
}

function placesOf(
  observatory: Observatory,
  { a, b }: CompareRequest,
): readonly [ComparedPlace, ComparedPlace] {
  const places = [placeOf(observatory, a), placeOf(observatory, b)] as const
  checkSystems(places[0].system, places[1].system)
  return places
}

function placeOf(observatory: Observatory, { targetId, at }: Side): ComparedPlace {
  const place = observatory.place(targetId)
  return { ...place, at: at === 'live' ? newestOf(observatory, targetId) : at }
}

function newestOf(observatory: Observatory, id: string): number {
  const newest = observatory.recorded(id)?.state.extent?.to ?? observatory.store.live(id)?.moment.at
  if (newest !== undefined) return newest
  throw new OrreryError('not-found', 'Nothing has been observed of it yet', {
    fix: 'Wait for its first sample, or choose another target.',
  })
}

/** @throws OrreryError `unsupported` */
export function checkSystems(a: string, b: string): void {
  if (a === b) return
  const [one = a, other = b] = [catalogues[a]?.name, catalogues[b]?.name]
  throw new OrreryError('unsupported', `${one} and ${other} have nothing that could be compared`, {
    fix: `Compare two targets of one system: ${one} with ${one}, or two instants of one target.`,
  })
}
