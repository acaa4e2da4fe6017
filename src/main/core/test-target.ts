import type { Capability, ConnectStep } from '../../shared/api/targets.ts'
import { withDeadline } from '../../shared/base/deadline.ts'
import { asOrreryError } from '../../shared/base/errors.ts'
import type { Connection, Session, System } from '../systems/system.ts'

export interface TestResult {
  readonly steps: readonly ConnectStep[]
  readonly capabilities: readonly Capability[]
}

const connectLimitMs = 20_000
const readLimitMs = 20_000

/** Connects step by step and reads once. What fails is the last step, with what to do; nothing is thrown for it. */
export async function testTarget(
  system: System,
  connection: Connection,
  signal: AbortSignal,
): Promise<TestResult> {
  const steps: ConnectStep[] = []
  const step = (each: ConnectStep) => void steps.push(each)
  let session: Session | undefined
  try {
    session = await withDeadline(connectLimitMs, 'the servers', signal, async (stop) => {
      const opened = await system.connect(connection, { signal: stop, step })
      if (stop.aborted) void close(opened)
      return opened
    })
    const opened = session
    const sample = await withDeadline(readLimitMs, 'the cluster', signal, (stop) =>
      opened.observe(Date.now(), stop),
    )
    if (!steps.some(({ id }) => id === 'read'))
      step({ id: 'read', says: `Read once in ${Math.round(sample.tookMs)} ms`, state: 'ok' })
    return { steps, capabilities: session.capabilities() }
  } catch (thrown) {
    signal.throwIfAborted()
    const error = asOrreryError(thrown).toData()
    // a system that did not say at which step it failed
    if (!steps.some(({ state }) => state === 'failed'))
      step({ id: session === undefined ? 'tcp' : 'read', says: error.message, state: 'failed', error })
    return { steps, capabilities: [] }
  } finally {
    if (session !== undefined) void close(session)
  }
}

/** What it was opened for is over; how it closes changes nothing. */
async function close(session: Session): Promise<void> {
  try {
    await session[Symbol.asyncDispose]()
  } catch {
    // the line may be gone already
  }
}
