import type { Sources } from '../../shared/rpc/serve.ts'
import { asOrreryError } from '../../shared/base/errors.ts'
import { runSources } from './experiments.ts'
import type { HandlerParts } from './handlers.ts'
import { check } from './validate.ts'

const nothing: Disposable = { [Symbol.dispose]: () => undefined }

/** What windows can subscribe to. The newest value comes at once. */
export function createSources({
  observatory,
  lab,
  experiments,
  recordedRuns,
  archives,
}: Omit<HandlerParts, 'info' | 'reports' | 'archiveHandlers' | 'searcher'>): Sources {
  return {
    ...runSources(experiments, recordedRuns),
    targets(_arg, emit) {
      emit.value(observatory.states())
      return observatory.targetChanges.subscribe(emit)
    },
    view(arg, emit) {
      const request = check.view(arg)
      const recorded = observatory.recorded(request.targetId)
      if (recorded === undefined) return observatory.views.subscribe(request, emit)
      // a recording's newest moment never moves on: it is told once
      const { place, state } = recorded
      const { view, args } = request
      void observatory.history
        .ask('view', { ...place, view, args, at: state.extent?.to ?? 0 })
        .then((answer) => emit.value(answer))
        .catch((thrown: unknown) => emit.error(asOrreryError(thrown)))
      return nothing
    },
    sampled(arg, emit) {
      const id = check.text(arg.targetId, 'targetId')
      const recorded = observatory.recorded(id)
      if (recorded !== undefined) {
        emit.value({ at: recorded.state.extent?.to ?? 0 })
        return nothing
      }
      const at = observatory.store.live(observatory.observed(id).config.id)?.moment.at
      if (at !== undefined) emit.value({ at })
      return observatory.sampled(id).subscribe(emit)
    },
    archives(_arg, emit) {
      emit.value(archives.state())
      return archives.changes.subscribe(emit)
    },
    lab(_arg, emit) {
      emit.value(lab.state())
      return lab.changes.subscribe(emit)
    },
  }
}
