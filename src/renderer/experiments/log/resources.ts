import type { Resource, Run, RunEntry } from '../../../shared/api/experiments.ts'
import type { Json } from '../../../shared/base/json.ts'

/** How far a thing that a run made has come; `creating` is written down before it exists, and stands while it does. */
export type ResourceState = 'creating' | 'removed' | 'proven'

export interface ResourceTrace extends Resource {
  readonly state: ResourceState
  /** When it was last told of, epoch ms. */
  readonly at: number
}

/** In words: a fault is no thing, it is undone. */
export function stateText({ kind, state }: ResourceTrace): string {
  const isFault = kind === 'fault'
  if (state === 'creating') return isFault ? 'in force' : 'written down, then created'
  if (state === 'removed') return 'removed, not yet proven'
  return isFault ? 'undone' : 'removed, and proven gone'
}

const states: readonly string[] = ['creating', 'removed', 'proven'] satisfies ResourceState[]

/** All that a run was about to make, with what became of it. A proof without a name holds for all before it. */
export function resourceTraces(entries: readonly RunEntry[]): readonly ResourceTrace[] {
  const traces = new Map<string, ResourceTrace>()
  for (const entry of entries) {
    if (entry.kind !== 'resource' || !isState(entry.what)) continue
    const resource = resourceOf(entry.data)
    const moved = resource === undefined ? [...traces.values()] : [resource]
    for (const { kind, name } of moved)
      traces.set(`${kind} ${name}`, { kind, name, state: entry.what, at: entry.at })
  }
  return [...traces.values()]
}

/** Whether all that was made is proven gone: the run's own word, which the core checked by listing. */
export function isProvenClean({ phase, left }: Pick<Run, 'phase' | 'left'>): boolean {
  return phase === 'ended' && left.length === 0
}

function isState(what: string): what is ResourceState {
  return states.includes(what)
}

function resourceOf(data: Json): Resource | undefined {
  if (data === null || typeof data !== 'object' || !('name' in data)) return undefined
  const { kind, name } = data
  return typeof kind === 'string' && typeof name === 'string' ? { kind, name } : undefined
}
