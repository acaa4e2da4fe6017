import { OrreryError } from '../../shared/base/errors.ts'
import type { Observatory } from './observatory.ts'

/**
 * Waits until a target was sampled so often.
 * @throws OrreryError the target's own when nothing at all could be read, `timeout` when it takes longer than `limitMs`
 */
export async function waitForSamples(
  observatory: Observatory,
  targetId: string,
  { count, limitMs }: { count: number; limitMs: number },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let seen = 0
  const failure = () => observatory.observed(targetId).state().error
  const late = () => {
    const error = failure()
    const message = `Only ${seen} of ${count} samples came in ${limitMs} ms`
    reject(error === undefined ? new OrreryError('timeout', message) : OrreryError.fromData(error))
  }
  const timer = setTimeout(late, limitMs)
  using _samples = observatory.sampled(targetId).subscribe({
    value: () => (++seen >= count ? resolve() : undefined),
    error: reject,
  })
  const check = () => {
    const error = failure()
    // once it has answered, a sample that fails is only a gap
    if (error !== undefined && seen === 0) reject(OrreryError.fromData(error))
  }
  using _failures = observatory.targetChanges.subscribe({ value: check, error: reject })
  check()
  try {
    await promise
  } finally {
    clearTimeout(timer)
  }
}
