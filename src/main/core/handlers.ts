import type { FindingsAt } from '../../shared/api/findings.ts'
import type { At, ViewAnswer } from '../../shared/api/history.ts'
import type { AppInfo } from '../../shared/api/app.ts'
import type { Handlers } from '../../shared/rpc/serve.ts'
import type { Experiments } from '../experiments/engine.ts'
import type { Archives } from './archives/archives.ts'
import type { archiveHandlers } from './archives/handlers.ts'
import { compareHandlers } from './compare.ts'
import { experimentHandlers } from './experiments.ts'
import type { Place } from './history/questions.ts'
import type { LabClusters } from './lab-clusters.ts'
import type { ViewRequest } from './live-views.ts'
import type { Observatory } from './observatory.ts'
import type { ObservedTarget } from './observe/observed-target.ts'
import type { RecordedRuns } from './recorded-runs.ts'
import { reportHandlers } from './reports.ts'
import type { ReportParts } from './reports.ts'
import type { Searcher } from './search/searcher.ts'
import { check } from './validate.ts'

export interface HandlerParts {
  readonly observatory: Observatory
  readonly lab: LabClusters
  readonly experiments: Experiments
  readonly recordedRuns: RecordedRuns
  readonly reports: ReportParts
  readonly archives: Archives
  readonly searcher: Searcher
  readonly archiveHandlers: ReturnType<typeof archiveHandlers>
  readonly info: AppInfo
}

/** What windows and the command line can ask. Arguments are checked where they enter. */
export function createHandlers({
  observatory,
  lab,
  experiments,
  recordedRuns,
  reports,
  searcher,
  archiveHandlers,
  info,
}: HandlerParts): Handlers {
  return {
    ...targetHandlers(observatory),
    ...historyHandlers(observatory),
    ...findingHandlers(observatory),
    ...experimentHandlers(experiments, recordedRuns),
    ...reportHandlers(observatory, reports),
    ...archiveHandlers,
    ...compareHandlers(observatory),
    'search.find': async (request, signal) => searcher.find(check.search(request), signal),
    'app.info': async () => info,
    'lab.state': async () => lab.state(),
    'lab.start': ({ cluster }) => lab.start(check.labCluster(cluster)),
    'lab.stop': () => lab.stop(),
  }
}

type Area<P extends string> = { [K in keyof Handlers as K extends `${P}.${string}` ? K : never]: Handlers[K] }

function targetHandlers(observatory: Observatory): Area<'targets'> {
  return {
    'targets.list': async () => observatory.states(),
    'targets.add': async (draft) => observatory.add(check.draft(draft)),
    'targets.update': async ({ id, draft }) => observatory.update(check.text(id, 'id'), check.draft(draft)),
    'targets.remove': async ({ id, forget }) => observatory.remove(check.text(id, 'id'), forget),
    'targets.test': async (draft, signal) => observatory.test(check.draft(draft), signal),
    'targets.discover': async (_arg, signal) => observatory.discover(signal),
    'targets.retry': async ({ id }) => observatory.observed(check.text(id, 'id')).retry(),
  }
}

function historyHandlers(
  observatory: Observatory,
): Area<'view' | 'series' | 'events' | 'timeline' | 'store'> {
  const { history } = observatory
  return {
    'view.read': ({ at, ...request }, signal) =>
      readView(observatory, check.view(request), check.at(at), signal),
    'series.read': ({ targetId, ...query }, signal) =>
      history.ask('series', { ...placeOf(observatory, targetId), query: check.series(query) }, signal),
    'events.list': async ({ targetId, from, to, limit, entity }, signal) => {
      const place = placeOf(observatory, targetId)
      const stretch = {
        ...check.stretch({ from, to }),
        limit: check.limit(limit),
        ...(entity === undefined ? {} : { entity }),
      }
      const rows = await history.ask('events', { ...place, ...stretch }, signal)
      return place.targetId === targetId ? rows : rows.map((row) => ({ ...row, targetId }))
    },
    'events.step': async ({ targetId, from, direction, by }, signal) =>
      history.ask(
        'step',
        { ...placeOf(observatory, targetId), ...check.step({ from, direction, by }) },
        signal,
      ),
    'timeline.read': async ({ targetId, from, to, buckets }, signal) => {
      const place = placeOf(observatory, targetId)
      return history.ask(
        'timeline',
        { ...place, ...check.stretch({ from, to }), buckets: check.limit(buckets) },
        signal,
      )
    },
    'store.info': async () => observatory.storeInfo(),
    'store.keep': async ({ days }) => observatory.keepHistory(check.days(days)),
  }
}

function placeOf(observatory: Observatory, targetId: unknown): Place {
  return observatory.place(check.text(targetId, 'targetId'))
}

function findingHandlers(observatory: Observatory): Area<'findings'> {
  const { history } = observatory
  const known = <F extends { readonly targetId: string }>(
    id: string,
    place: Place,
    findings: readonly F[],
  ): readonly F[] =>
    place.targetId === id ? findings : findings.map((finding) => ({ ...finding, targetId: id }))
  return {
    'findings.at': async ({ targetId, at }, signal) => {
      const place = placeOf(observatory, targetId)
      const recorded = observatory.recorded(targetId)
      const instant = at === undefined ? recorded?.state.extent?.to : check.instant(at)
      if (instant === undefined) return findingsNow(observatory, observatory.observed(targetId))
      const answer = await history.ask('findingsAt', { ...place, at: instant }, signal)
      return { ...answer, findings: known(targetId, place, answer.findings) }
    },
    'findings.range': async ({ targetId, from, to, limit }, signal) => {
      const place = placeOf(observatory, targetId)
      const stretch = { ...check.stretch({ from, to }), limit: check.limit(limit ?? 1_000) }
      return known(targetId, place, await history.ask('findingsIn', { ...place, ...stretch }, signal))
    },
  }
}

function findingsNow({ store }: Observatory, { config, verdicts }: ObservedTarget): FindingsAt {
  const at = store.live(config.id)?.moment.at ?? Date.now()
  return { at, findings: store.openFindings(config.id), verdicts }
}

async function readView(
  observatory: Observatory,
  request: ViewRequest,
  at: At,
  signal: AbortSignal,
): Promise<ViewAnswer> {
  const recorded = observatory.recorded(request.targetId)
  if (recorded === undefined && at === 'live') return observatory.views.read(request)
  const { view, args } = request
  const instant = at === 'live' ? (recorded?.state.extent?.to ?? Date.now()) : at
  return observatory.history.ask(
    'view',
    { ...observatory.place(request.targetId), view, args, at: instant },
    signal,
  )
}
