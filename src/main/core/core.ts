import type { TargetDraft } from '../../shared/api/targets.ts'
import { asOrreryError, OrreryError } from '../../shared/base/errors.ts'
import type { Handlers, Sources } from '../../shared/rpc/serve.ts'
import { labs } from '../../shared/systems/index.ts'
import type { Experiments } from '../experiments/engine.ts'
import type { Store } from '../store/store.ts'
import type { System } from '../systems/system.ts'
import { createHandlers } from './handlers.ts'
import { Archives } from './archives/archives.ts'
import { type ArchiveFolders, archiveFolders } from './archives/folders.ts'
import { archiveHandlers } from './archives/handlers.ts'
import { History } from './history/history.ts'
import { type Past, Pasts } from './history/past.ts'
import { openExperiments } from './experiments.ts'
import type { KeptTarget } from './history/questions.ts'
import type { Host } from './host.ts'
import { LabClusters } from './lab-clusters.ts'
import { connectionOf, Observatory, type ObservatoryParts } from './observatory.ts'
import { openHistory } from './open-history.ts'
import { Searcher } from './search/searcher.ts'
import { RecordedRuns } from './recorded-runs.ts'
import { openRecordings } from './recordings.ts'
import { createSources } from './sources.ts'
import { passingId } from './targets/passing-id.ts'
import { TargetList } from './targets/target-list.ts'

/** What the core is made of beside its own: handed in, so that a test may drive a system of its own. */
export interface Parts {
  readonly systems: readonly System[]
  /** Opens the one writer of a history file. @throws OrreryError `storage` */
  openStore(file: string, worker: URL): Promise<Store>
  readonly pace?: ObservatoryParts['pace']
}

export interface CoreOptions {
  /** Targets to observe, by name or connection string; left out: all that are saved. */
  readonly only?: readonly string[]
  /** Overrides the interval of every target. */
  readonly intervalMs?: number
}

export interface Core extends AsyncDisposable {
  /** What a window can ask. */
  readonly handlers: Handlers
  /** What a window can subscribe to. */
  readonly sources: Sources
  readonly observatory: Observatory
  readonly lab: LabClusters
  readonly experiments: Experiments
  readonly archives: Archives
  readonly archiveFolders: ArchiveFolders
  /** The archives that were open before are open again, or it is known why not. */
  readonly restored: Promise<void>
  /** The targets of `only`, in that order: as they were given (without user and password), and the ids they got. */
  readonly given: readonly { readonly text: string; readonly id: string }[]
}

/**
 * Opens history, recordings and saved targets, and begins to observe. Disposing ends all of it, and is waited for.
 * @throws OrreryError `invalid` for a targets file or a target that makes no sense, `storage` for a history that
 * cannot be written
 */
export async function createCore(host: Host, parts: Parts, options: CoreOptions = {}): Promise<Core> {
  await using held = new AsyncDisposableStack()
  const list = await TargetList.open(host.paths.targetsFile)
  const wanted = options.only?.map((text) => wantedTarget(list, text))
  const { store, file, problem } = held.use(await openHistory(host, parts.openStore))
  const ownPast = held.use(new History(host.workers.history))
  const archivePast = held.use(new History(host.workers.history, { readsArchives: true }))
  const history = new Pasts(ownPast, archivePast)
  const [kept, recordings] = await Promise.all([
    keptTargets(history, file, host),
    openRecordings(host.paths.resourcesDir, history, host),
  ])
  const observatory = held.use(
    new Observatory({ ...parts, host, store, history, list, kept, recordings, historyProblem: problem }),
  )
  const lab = held.use(new LabClusters(host.lab, labTargets(observatory)))
  const pace = options.intervalMs === undefined ? {} : { intervalMs: options.intervalMs }
  for (const each of wanted ?? list.all().map((config) => ({ config }))) {
    if ('config' in each) observatory.begin({ ...each.config, ...pace })
    else await observatory.addPassing(each.id, { ...each.draft, ...pace })
  }
  const searcher = held.use(new Searcher(host, history, observatory))
  const recordedRuns = new RecordedRuns(history)
  await recordedRuns.add(recordings)
  const folders = archiveFolders(host.paths.dataDir)
  const archives = new Archives({ host, folders, past: history, observatory, runs: recordedRuns })
  // ended first: what runs are still cleaning up needs targets and lab
  const experiments = held.use(
    openExperiments({
      ...{ host, systems: parts.systems, observatory, lab },
      connection: async (config) => connectionOf(config, await list.credentials(config)),
    }),
  )
  const info = { ...host.info, platform: process.platform }
  const served = { observatory, lab, experiments, recordedRuns, archives }
  const reports = { history, print: host.print, madeBy: `Orrery ${host.info.version}` }
  const ofArchives = archiveHandlers({ host, folders, observatory, past: history, archives })
  const handlers = createHandlers({ ...served, reports, searcher, info, archiveHandlers: ofArchives })
  const restored = archives.restore()
  const owned = held.move()
  return {
    handlers,
    sources: createSources(served),
    observatory,
    lab,
    experiments,
    archives,
    archiveFolders: folders,
    restored,
    given: (wanted ?? []).map((each) => ({
      text: each.text,
      id: 'config' in each ? each.config.id : each.id,
    })),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** A history that can be written but not read tells nothing of the past; observing goes on. */
async function keptTargets(history: Past, file: string, host: Host): Promise<readonly KeptTarget[]> {
  try {
    return await history.ask('targets', { file })
  } catch (thrown) {
    host.log('error', asOrreryError(thrown).message)
    return []
  }
}

/** A saved target by its name or id, or a passing one from a connection string. @throws OrreryError `invalid` */
function wantedTarget(list: TargetList, text: string) {
  if (text.includes('://')) {
    const draft: TargetDraft = { name: '', url: text }
    return { draft, id: passingId(draft), text: text.replace(/\/\/[^/?#]*@/, '//') }
  }
  const config = list.all().find(({ id, name }) => name === text || id === text)
  if (config !== undefined) return { config, text }
  const names = list.all().map(({ name }) => name)
  throw new OrreryError('invalid', `There is no target named ${text}`, {
    fix:
      names.length === 0
        ? 'No target is saved: give a connection string.'
        : `Saved targets: ${names.join(', ')}.`,
  })
}

/** Clusters of the lab are observed closely, and each is another cluster: what was kept of the one before is dropped. */
function labTargets(observatory: Observatory) {
  return {
    async observe(cluster: string, url: string): Promise<string> {
      const id = `lab-${cluster}`
      // started to be tried on
      const permission = 'experiment'
      const name = `Lab · ${labs.find((one) => one.cluster === cluster)?.name ?? cluster}`
      const isBack = observatory.states().some(({ config }) => config.id === id)
      if (isBack) await observatory.remove(id, true)
      else observatory.forget(id)
      return (await observatory.addPassing(id, { name, url, intervalMs: 2_000, permission })).config.id
    },
    leave: (targetId: string) => observatory.observed(targetId).stop(),
  }
}
