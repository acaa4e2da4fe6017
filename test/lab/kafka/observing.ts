import type { Json } from '../../../src/shared/base/json.ts'
import type { ConnectStep } from '../../../src/shared/api/targets.ts'
import { kafka } from '../../../src/main/systems/kafka/index.ts'
import type { Sample } from '../../../src/main/systems/sample.ts'
import type { Connection, Session } from '../../../src/main/systems/system.ts'
import { MemoryLook } from '../../unit/main/systems/kafka/history.ts'

export const signal: AbortSignal = new AbortController().signal

/** What a target with these addresses and credentials would be connected with. */
export function connectionTo(
  bootstrap: string,
  rest: Partial<Pick<Connection, 'options' | 'credentials'>> = {},
): Connection {
  return {
    targetId: 'lab',
    endpoints: bootstrap.split(','),
    options: {},
    budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
    ...rest,
  }
}

/** Tries to connect; the steps as they were told, and the error that ended them. */
export async function tryConnect(connection: Connection): Promise<{ steps: ConnectStep[]; error: unknown }> {
  const steps: ConnectStep[] = []
  try {
    await using _session = await kafka.connect(connection, { signal, step: (step) => void steps.push(step) })
    return { steps, error: undefined }
  } catch (error) {
    return { steps, error }
  }
}

/** A session with a memory of all its samples. */
export class Observing implements AsyncDisposable {
  readonly session: Session
  readonly samples: Sample[] = []

  private constructor(session: Session) {
    this.session = session
  }

  static async open(bootstrap: string, rest: Parameters<typeof connectionTo>[1] = {}): Promise<Observing> {
    const observing = new Observing(await kafka.connect(connectionTo(bootstrap, rest), { signal }))
    await observing.sample()
    return observing
  }

  async sample(): Promise<Sample> {
    const sample = await this.session.observe(Date.now(), signal)
    this.samples.push(sample)
    return sample
  }

  get look(): MemoryLook {
    return new MemoryLook(this.samples)
  }

  value(entity: string, metric: string): number {
    const column = this.samples.at(-1)!.values.find((each) => each.metric === metric)
    return column?.values[column.entities.paths.indexOf(entity)] ?? Number.NaN
  }

  fact(entity: string, key: string): Json | undefined {
    return this.look.moment.fact(entity, key)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve(this.session[Symbol.asyncDispose]())
  }
}
