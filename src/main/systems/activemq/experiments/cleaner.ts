import type { Resource } from '../../../../shared/api/experiments.ts'
import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Cleaner } from '../../experiment.ts'
import type { Connection } from '../../system.ts'
import { type Broker, Brokers } from './console.ts'
import { drain } from './drain.ts'
import { stompOf } from './stomp-access.ts'

const kinds = { queue: 'Queue', topic: 'Topic' } as const
const removals = { queue: 'removeQueue(java.lang.String)', topic: 'removeTopic(java.lang.String)' } as const
type Kind = keyof typeof kinds

/** What the broker makes for a queue by itself, to tell of its consumers and producers; it goes with the queue. */
const advisory = 'ActiveMQ.Advisory.'

/**
 * Queues by the prefix of their names, and what the broker made for them, on every broker of the target: in a network a
 * consumer’s queue is on its neighbours, too. Each call has connections of its own.
 */
export function queueCleaner(connection: Connection): Cleaner {
  return {
    async list(prefix, signal) {
      using brokers = await Brokers.open(connection, signal)
      const found = await Promise.all(brokers.all.map((broker) => listOn(broker, prefix, signal)))
      const names = new Map(found.flat().map((one) => [`${one.kind} ${one.name}`, one]))
      return [...names.values()]
    },
    async remove(resource, signal) {
      if (!(resource.kind in kinds))
        throw new OrreryError('invalid', `ActiveMQ’s experiments make nothing of the kind “${resource.kind}”`)
      using brokers = await Brokers.open(connection, signal)
      for (const broker of brokers.all) {
        const there = await listOn(broker, resource.name, signal)
        if (!there.some(({ kind, name }) => kind === resource.kind && name === resource.name)) continue
        await removeFrom(broker, resource, signal).catch((thrown: unknown) =>
          emptied(connection, brokers, resource, thrown, signal),
        )
      }
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

/** Queues first: the topics that tell of them go with them. */
async function listOn(
  { console }: Broker,
  prefix: string,
  signal: AbortSignal,
): Promise<readonly Resource[]> {
  const listed: Resource[] = []
  for (const kind of ['topic', 'queue'] as const) {
    const pattern = `,destinationType=${kinds[kind]},destinationName=*${prefix}*`
    const found = await console.read(pattern, ['Name'], signal)
    for (const { Name: name } of found.values())
      if (typeof name === 'string' && (name.startsWith(prefix) || name.startsWith(advisory)))
        listed.push({ kind, name })
  }
  return listed
}

async function removeFrom(broker: Broker, { kind, name }: Resource, signal: AbortSignal): Promise<void> {
  await broker.console.exec(broker.name, removals[kind as Kind], [name], signal)
}

/** Where Jolokia may remove nothing, the queue is emptied at least; the broker itself drops it if it is told to. */
async function emptied(
  connection: Connection,
  brokers: Brokers,
  { kind, name }: Resource,
  thrown: unknown,
  signal: AbortSignal,
): Promise<never> {
  signal.throwIfAborted()
  if (!(thrown instanceof OrreryError && thrown.code === 'forbidden') || kind !== 'queue') throw thrown
  const { access } = await stompOf(connection, brokers)
  await drain(access, name, signal)
  // not `forbidden`: it is looked again for a while, since the broker may drop it meanwhile
  throw new OrreryError('refused', `${name} is emptied and still there: ${thrown.message}`, {
    fix: `${thrown.fix ?? ''}. Or let the broker drop idle queues: gcInactiveDestinations="true" in its policy, with schedulePeriodForDestinationPurge.`,
    cause: thrown,
  })
}
