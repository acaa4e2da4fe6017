/** What the lab could not do, and what a person can do about it. (The lab is a witness: it shares no code with src.) */
export class LabError extends Error {
  readonly fix: string | undefined

  constructor(message: string, options: { fix?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'LabError'
    this.fix = options.fix
  }
}
