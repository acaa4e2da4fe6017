import type { Resource } from '../../../../shared/api/experiments.ts'
import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Cleaner } from '../../experiment.ts'
import type { Connection } from '../../system.ts'
import { type Broker, Brokers } from './console.ts'
import { drain } from './drain.ts'
import { stompOf } from './stomp-access.ts'

const destinations = {
  queue: { type: 'Queue', removal: 'removeQueue(java.lang.String)' },
  topic: { type: 'Topic', removal: 'removeTopic(java.lang.String)' },
} as const
type Destination = keyof typeof destinations

/** What the broker makes for a queue by itself, to tell of its consumers and producers; it goes with the queue. */
const advisory = 'ActiveMQ.Advisory.'

/** A queue and the broker that it is made on: where that one doesn’t answer, nobody may say that it is gone. */
export function queueOn(broker: string, name: string): Resource {
  return { kind: `queue on ${broker}`, name }
}

/**
 * Queues by the prefix of their names, and what the broker made for them, on every broker of the target: in a network a
 * consumer’s queue is on its neighbours, too. Each call has connections of its own.
 */
export function queueCleaner(connection: Connection): Cleaner {
  return {
    async list(prefix, signal) {
      using brokers = await Brokers.open(connection, signal)
      const found = await Promise.all(brokers.all.map((broker) => listOn(broker, prefix, signal)))
      return found.flat()
    },
    async remove(resource, signal) {
      const { destination, at } = placeOf(resource)
      using brokers = await Brokers.open(connection, signal)
      const broker = brokers.all.find(({ name }) => name === at)
      if (broker === undefined)
        throw new OrreryError(
          'refused',
          `${at} doesn’t answer: whether ${resource.name} is there can’t be seen`,
          {
            fix: `Start ${at} again, or see that an address of the target leads to it.`,
          },
        )
      const there = await listOn(broker, resource.name, signal)
      if (!there.some(({ kind, name }) => kind === resource.kind && name === resource.name)) return
      try {
        await broker.console.exec(at, destinations[destination].removal, [resource.name], signal)
      } catch (thrown) {
        signal.throwIfAborted()
        if (!(thrown instanceof OrreryError && thrown.code === 'forbidden') || destination !== 'queue')
          throw thrown
        await emptied(connection, broker, resource.name, thrown, signal)
      }
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

function placeOf({ kind }: Resource): { readonly destination: Destination; readonly at: string } {
  const [, destination, at] = /^(queue|topic) on (.+)$/.exec(kind) ?? []
  if (destination === undefined || at === undefined)
    throw new OrreryError('invalid', `ActiveMQ’s experiments make nothing of the kind “${kind}”`)
  return { destination: destination as Destination, at }
}

/** Queues last, since the newest is removed first: the topics that tell of them go with them. */
async function listOn(
  { console, name: at }: Broker,
  prefix: string,
  signal: AbortSignal,
): Promise<readonly Resource[]> {
  const listed: Resource[] = []
  for (const destination of ['topic', 'queue'] as const) {
    const pattern = `,destinationType=${destinations[destination].type},destinationName=*${prefix}*`
    const found = await console.read(pattern, ['Name'], signal)
    for (const { Name: name } of found.values())
      if (typeof name === 'string' && (name.startsWith(prefix) || name.startsWith(advisory)))
        listed.push({ kind: `${destination} on ${at}`, name })
  }
  return listed
}

/** Where Jolokia may remove nothing, the queue is emptied at least; the broker itself drops it if it is told to. */
async function emptied(
  connection: Connection,
  broker: Broker,
  name: string,
  cause: OrreryError,
  signal: AbortSignal,
): Promise<never> {
  const { access } = await stompOf(connection, [broker])
  await drain(access, name, signal)
  // not `forbidden`: it is looked again for a while, since the broker may drop it meanwhile
  throw new OrreryError('refused', `${name} is emptied and still there: ${cause.message}`, {
    fix: `${cause.fix ?? ''}. Or let the broker drop idle queues: gcInactiveDestinations="true" in its policy, with schedulePeriodForDestinationPurge.`,
    cause,
  })
}
