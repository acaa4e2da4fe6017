import { inspect } from 'node:util'
import { setTimeout as pause } from 'node:timers/promises'

export interface UntilOptions {
  /** Gives up after this. 10 s unless told. */
  readonly withinMs?: number
  /** Between two looks. 50 ms unless told. */
  readonly everyMs?: number
  /** What the error shows as last seen; the condition's own value unless told. */
  readonly seen?: () => unknown
  readonly signal?: AbortSignal
}

/**
 * Looks again and again until `condition` gives something truthy, and returns that.
 * A condition that throws holds not yet; one that never settles costs the deadline, not more.
 * @param what reads on after "Waited 5000 ms until …"
 * @throws Error that names `what` and the last value (or error) seen
 */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  options: UntilOptions = {},
): Promise<NonNullable<T>> {
  const { withinMs = 10_000, everyMs = 50, signal } = options
  const deadline = performance.now() + withinMs
  let last: unknown
  for (;;) {
    signal?.throwIfAborted()
    const leftMs = deadline - performance.now()
    if (leftMs <= 0) break
    const look = await lookOnce(condition, leftMs)
    if (look.holds) return look.value as NonNullable<T>
    last = look.value
    await pause(Math.min(everyMs, Math.max(0, deadline - performance.now())))
  }
  const seen = options.seen ? options.seen() : last
  throw new Error(`Waited ${withinMs} ms until ${what}; last seen: ${shown(seen)}`, {
    cause: last instanceof Error ? last : undefined,
  })
}

interface LookResult {
  readonly holds: boolean
  readonly value: unknown
}

async function lookOnce(condition: () => unknown, leftMs: number): Promise<LookResult> {
  const { promise: late, resolve } = Promise.withResolvers<LookResult>()
  const timer = setTimeout(() => resolve({ holds: false, value: 'no answer from the condition' }), leftMs)
  const look = async (): Promise<LookResult> => {
    const value = await condition()
    return { holds: Boolean(value), value }
  }
  try {
    return await Promise.race([look(), late])
  } catch (error) {
    return { holds: false, value: error }
  } finally {
    clearTimeout(timer)
  }
}

function shown(value: unknown): string {
  return value instanceof Error ? value.message : inspect(value, { depth: 4, breakLength: 120 })
}
