import type { Run } from '../../shared/api/experiments.ts'
import type { TargetConfig } from '../../shared/api/targets.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import type { Handlers, Sources } from '../../shared/rpc/serve.ts'
import { createExperiments, type Experiments, type Wish } from '../experiments/engine.ts'
import type { ExperimentTarget } from '../experiments/parts.ts'
import type { Connection, System } from '../systems/system.ts'
import { Throttle } from './channel.ts'
import type { Host } from './host.ts'
import type { LabClusters } from './lab-clusters.ts'
import type { Observatory } from './observatory.ts'
import type { RecordedRuns } from './recorded-runs.ts'
import { check } from './validate.ts'

export interface ExperimentWiring {
  readonly host: Pick<Host, 'workers'>
  readonly systems: readonly System[]
  readonly observatory: Observatory
  readonly lab: LabClusters
  /** With the target's secrets. */
  connection(config: TargetConfig): Promise<Connection>
}

/** How often windows are told of the list of runs, ms. */
const listPaceMs = 200

/** The engine on what this Orrery observes, and on the clusters of the lab that it started. */
export function openExperiments({
  host,
  systems,
  observatory,
  lab,
  connection,
}: ExperimentWiring): Experiments {
  return createExperiments({
    runs: observatory.store.runs,
    kits: new Map(systems.flatMap(({ id, kit }) => (kit === undefined ? [] : [[id, kit]]))),
    targetOf(id): ExperimentTarget | undefined {
      const state = observatory.states().find(({ config }) => config.id === id)
      if (state === undefined) return undefined
      const { config, condition, error } = state
      const { name, system, permission } = config
      return { id, name, system, permission, condition, error, connection: () => connection(config) }
    },
    faultsOf: (targetId) => lab.of(targetId),
    closely: (targetId) => observatory.observed(targetId).closely(),
    actorWorker: host.workers.actor,
    journalProblem: () => observatory.storeInfo().problem,
  })
}

type Area<P extends string> = { [K in keyof Handlers as K extends `${P}.${string}` ? K : never]: Handlers[K] }

/** What windows ask of experiments. Runs of recordings are listed and replayed with the others. */
export function experimentHandlers(
  experiments: Experiments,
  recorded: RecordedRuns,
): Area<'experiments' | 'runs'> {
  return {
    'experiments.list': async () => experiments.list(),
    'experiments.check': (arg, signal) => experiments.check(wishOf(arg), signal),
    'runs.start': async ({ prediction, pace, ...wish }) =>
      experiments.start({
        ...wishOf(wish),
        pace: paceOf(pace),
        ...(prediction === undefined ? {} : { prediction: check.text(prediction, 'prediction') }),
      }),
    'runs.go': async ({ run, pace }) =>
      experiments.go(check.text(run, 'run'), pace === undefined ? undefined : paceOf(pace)),
    'runs.cancel': ({ run }) => experiments.cancel(check.text(run, 'run')),
    'runs.clean': ({ run }) => experiments.clean(check.text(run, 'run')),
    'runs.list': async () => allRuns(experiments, recorded),
    'runs.entries': async ({ run, from, limit }, signal) => {
      const id = check.text(run, 'run')
      const stretch = [check.instant(from), check.limit(limit)] as const
      return recorded.has(id) ? recorded.entries(id, ...stretch, signal) : experiments.entries(id, ...stretch)
    },
    'runs.remove': async ({ run }) => experiments.remove(check.text(run, 'run')),
  }
}

const nothing: Disposable = { [Symbol.dispose]: () => undefined }

/** What windows can subscribe to of runs. */
export function runSources(experiments: Experiments, recorded: RecordedRuns): Pick<Sources, 'runs' | 'run'> {
  return {
    runs(_arg, emit) {
      const tell = new Throttle(listPaceMs, () => emit.value(allRuns(experiments, recorded)))
      // the list is sent whole: how many entries a run has by now is told by its own topic
      const listening = experiments.book.onRun((_run, isHeadNew) => isHeadNew && tell.run())
      const opening = recorded.onChange(() => tell.run())
      tell.run()
      return {
        [Symbol.dispose]() {
          listening[Symbol.dispose]()
          opening[Symbol.dispose]()
          tell[Symbol.dispose]()
        },
      }
    },
    run({ run }, emit) {
      const id = check.text(run, 'run')
      const isRecorded = recorded.list().find((each) => each.id === id)
      emit.value(isRecorded ?? experiments.book.get(id))
      return isRecorded ? nothing : experiments.book.onRun((next) => next.id === id && emit.value(next))
    },
  }
}

function allRuns(experiments: Experiments, recorded: RecordedRuns): readonly Run[] {
  return [...experiments.runs(), ...recorded.list()]
}

function wishOf({ experiment, targetId, parameters }: Wish): Wish {
  return {
    experiment: check.text(experiment, 'experiment'),
    targetId: check.text(targetId, 'targetId'),
    // the engine checks them one by one
    parameters,
  }
}

function paceOf(value: unknown): Run['pace'] {
  if (value === 'auto' || value === 'step') return value
  throw new OrreryError('invalid', 'pace is not auto or step')
}
