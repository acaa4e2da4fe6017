import type { ErrorData } from '../../shared/base/errors.ts'
import type { Json } from '../../shared/base/json.ts'
import type { Told } from '../systems/experiment.ts'

/** What a thread is started with. Options may hold secrets: they go to the thread, and into no log. */
export interface ActorStart {
  readonly system: string
  readonly module: string
  readonly options: Json
}

export type ToActor =
  | { readonly say: 'ask'; readonly id: number; readonly command: string; readonly arg: Json }
  /** Say goodbye. */
  | { readonly say: 'end' }

export type FromActor =
  | { readonly say: 'ready' }
  | { readonly say: 'failed'; readonly error: ErrorData }
  | { readonly say: 'told'; readonly told: Told }
  | { readonly say: 'answer'; readonly id: number; readonly value: Json }
  | { readonly say: 'answer'; readonly id: number; readonly error: ErrorData }
  | { readonly say: 'ended' }
