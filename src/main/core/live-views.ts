import type { ViewAnswer } from '../../shared/api/history.ts'
import type { Json } from '../../shared/base/json.ts'
import { asOrreryError, OrreryError } from '../../shared/base/errors.ts'
import type { Emit } from '../../shared/rpc/serve.ts'
import { stableKey } from '../../shared/rpc/subscriptions.ts'
import type { Look } from '../systems/moment.ts'
import type { View } from '../systems/system.ts'
import { Channel } from './channel.ts'

export interface ViewRequest {
  readonly targetId: string
  readonly view: string
  readonly args: Readonly<Record<string, Json>>
}

/** Where the views and the newest moment of a target come from. @throws OrreryError `not-found` */
export interface ViewSource {
  views(targetId: string): Readonly<Record<string, View>>
  live(targetId: string): Look | undefined
}

interface Watched {
  readonly request: ViewRequest
  readonly channel: Channel<ViewAnswer>
}

type Result = { readonly value: ViewAnswer } | { readonly error: OrreryError }

/** Views of the newest moment: each is computed at most once for a moment, however many windows look at it. */
export class LiveViews {
  readonly #source: ViewSource
  readonly #watched = new Map<string, Watched>()
  /** By target: results for its newest moment. */
  readonly #results = new Map<string, Map<string, Result | undefined>>()

  constructor(source: ViewSource) {
    this.#source = source
  }

  subscribe(request: ViewRequest, emit: Emit<ViewAnswer>): Disposable {
    const key = stableKey(request)
    const watched = this.#watched.get(key) ?? { request, channel: new Channel<ViewAnswer>() }
    this.#watched.set(key, watched)
    const subscription = watched.channel.subscribe(emit)
    const now = this.#result(request)
    if (now !== undefined) tell(now, emit)
    return {
      [Symbol.dispose]: () => {
        subscription[Symbol.dispose]()
        if (!watched.channel.isHeard) this.#watched.delete(key)
      },
    }
  }

  /** The newest moment of the target moved on: what is watched is computed anew and told. */
  refresh(targetId: string): void {
    this.#results.delete(targetId)
    for (const { request, channel } of this.#watched.values()) {
      if (request.targetId !== targetId) continue
      const now = this.#result(request)
      if (now !== undefined) tell(now, channel)
    }
  }

  /** @throws OrreryError `not-found` also when nothing was sampled yet */
  read(request: ViewRequest): ViewAnswer {
    const now = this.#result(request)
    if (now === undefined) throw new OrreryError('not-found', 'Nothing was observed yet')
    if ('error' in now) throw now.error
    return now.value
  }

  /** Undefined: nothing was sampled yet. */
  #result(request: ViewRequest): Result | undefined {
    const results = this.#results.get(request.targetId) ?? new Map<string, Result | undefined>()
    this.#results.set(request.targetId, results)
    const key = stableKey([request.view, request.args])
    if (!results.has(key)) results.set(key, this.#compute(request))
    return results.get(key)
  }

  #compute({ targetId, view, args }: ViewRequest): Result | undefined {
    try {
      const found = viewNamed(this.#source.views(targetId), view)
      const look = this.#source.live(targetId)
      if (look === undefined) return undefined
      const { at, sampledAt } = look.moment
      return { value: { at, sampledAt, data: found.run(look, args) } }
    } catch (thrown) {
      return { error: asOrreryError(thrown) }
    }
  }
}

function tell(result: Result, emit: Emit<ViewAnswer>): void {
  if ('error' in result) emit.error(result.error)
  else emit.value(result.value)
}

/** @throws OrreryError `not-found` */
export function viewNamed(views: Readonly<Record<string, View>>, name: string): View {
  const view = Object.hasOwn(views, name) ? views[name] : undefined
  if (view === undefined) throw new OrreryError('not-found', `There is no view ${name}`)
  return view
}
