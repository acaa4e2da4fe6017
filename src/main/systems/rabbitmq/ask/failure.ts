import { asOrreryError } from '../../../../shared/base/errors.ts'
import type { RawFailure } from '../raw.ts'

export const tagFix =
  'Give the user the tag monitoring: rabbitmqctl set_user_tags <user> monitoring. It reads everything and changes nothing.'

/** A thrown thing as plain data. */
export function failureOf(error: unknown): RawFailure {
  const { code, message, fix, details } = asOrreryError(error)
  return {
    code,
    message,
    ...(fix === undefined ? {} : { fix }),
    ...(details['unreachable'] === 1 ? { unreachable: true } : {}),
  }
}

/**
 * RabbitMQ says 401 both to who is wrong and to who may not: to a user that was let in before it means the latter.
 */
export function asRefusal(failure: RawFailure, isLetIn: boolean): RawFailure {
  const isRefusal = failure.code === 'forbidden' || (failure.code === 'auth' && isLetIn)
  return isRefusal ? { code: 'forbidden', message: failure.message, fix: tagFix } : failure
}

/** It will not answer differently within a minute. */
export function isLasting({ code }: RawFailure): boolean {
  return code === 'forbidden' || code === 'not-found' || code === 'unsupported'
}
