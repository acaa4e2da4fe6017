/**
 * The closed list of what can go wrong, seen from outside.
 * - `timeout`: no answer within the deadline · `refused`: nothing listens, or the line was cut
 * - `name`: the host name doesn't resolve · `auth`: credentials or mechanism refused
 * - `forbidden`: authenticated, but not allowed · `tls`: no secure channel
 * - `unsupported`: the server (or a build) lacks what was asked · `protocol`: the answer makes no sense
 * - `not-found`: no such target, view, file, instant · `invalid`: bad input from a person or a caller
 * - `storage`: disk full, read-only, damaged, newer format · `cancelled`: the caller gave up
 * - `bug`: anything that was not foreseen
 */
export const errorCodes = [
  'timeout',
  'refused',
  'name',
  'auth',
  'forbidden',
  'tls',
  'unsupported',
  'protocol',
  'not-found',
  'invalid',
  'storage',
  'cancelled',
  'bug',
] as const
export type ErrorCode = (typeof errorCodes)[number]

export type ErrorDetails = Readonly<Record<string, string | number>>

/** How an error crosses a thread or a socket. */
export interface ErrorData {
  readonly code: ErrorCode
  readonly message: string
  /** What a person can do about it. */
  readonly fix?: string
  readonly details: ErrorDetails
}

/** The one error class. The message says what happened; `fix` says what to do. */
export class OrreryError extends Error {
  readonly code: ErrorCode
  readonly fix: string | undefined
  readonly details: ErrorDetails

  constructor(
    code: ErrorCode,
    message: string,
    options: { fix?: string; details?: ErrorDetails; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'OrreryError'
    this.code = code
    this.fix = options.fix
    this.details = options.details ?? {}
  }

  toData(): ErrorData {
    const { code, message, details } = this
    return this.fix === undefined ? { code, message, details } : { code, message, details, fix: this.fix }
  }

  static fromData(data: ErrorData): OrreryError {
    return new OrreryError(data.code, data.message, {
      details: data.details,
      ...(data.fix === undefined ? {} : { fix: data.fix }),
    })
  }
}

/** Any thrown thing as an OrreryError; what nobody foresaw becomes `bug` and keeps its cause. */
export function asOrreryError(thrown: unknown): OrreryError {
  if (thrown instanceof OrreryError) return thrown
  if (thrown instanceof DOMException && thrown.name === 'AbortError')
    return new OrreryError('cancelled', 'Cancelled', { cause: thrown })
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new OrreryError('bug', message, { cause: thrown })
}
