import type { Parameters } from '../../../../../shared/api/experiments.ts'
import { foldDelivery } from '../../../../../shared/systems/kafka-delivery.ts'
import type { Actor, RunContext, Step } from '../../../experiment.ts'
import { KafkaAdmin } from '../admin.ts'
import type { Access } from '../broker-set.ts'
import type { NumberingOptions } from '../clients/numbering-producer.ts'
import { optionsOf } from '../../../base/options-of.ts'
import type { WorkerOptions } from '../clients/worker.ts'
import { tellWhatIsIn } from '../tell-what-is-in.ts'

const LIMIT_MS = 60_000
/** The shortest that a broker allows unless told otherwise (group.min.session.timeout.ms). */
export const SESSION_MS = 6_000

export function steps({ commit, records, batch }: Parameters): readonly Step[] {
  const count = Number(records)
  let access: Access
  let first: Actor
  const options = (context: RunContext, haltIn: number | null): WorkerOptions => ({
    access,
    input: context.name('orders'),
    output: context.name('done'),
    group: context.name('workers'),
    commit: commit as WorkerOptions['commit'],
    transactionalId: context.name('worker'),
    batch: Number(batch),
    haltIn,
    sessionMs: SESSION_MS,
  })
  return [
    {
      id: 'topics',
      title: 'Create two topics',
      says: 'CreateTopics: orders to work on, and done for what was worked on',
      async run(context) {
        using admin = await KafkaAdmin.open(context.connection, context.signal)
        access = admin.access
        for (const part of ['orders', 'done']) {
          const name = context.name(part)
          context.creating({ kind: 'topic', name })
          await admin.createTopic({ name, partitions: 1, replicas: -1, configs: {} }, context.signal)
        }
      },
    },
    {
      id: 'write',
      title: 'Write the orders',
      says: `${count} records, numbered from 0`,
      run: (context) => writeNumbers(context, access, context.name('orders'), count),
    },
    {
      id: 'work',
      title: 'Work',
      says: `A worker takes ${batch} at a time, and commits its offset ${String(commit) === 'transaction' ? 'in a transaction with the work' : `${commit} the work`}`,
      async run(context) {
        context.creating({ kind: 'group', name: context.name('workers') })
        const halt = options(context, Math.floor(count / 2))
        first = await context.actor('worker-1', 'worker', optionsOf(halt))
        const hasHalted = () => context.entries().some(({ what }) => what === 'halted')
        await context.until('the worker in the middle of a batch', hasHalted, LIMIT_MS)
      },
    },
    {
      id: 'crash',
      title: 'Kill the worker',
      says: 'Its thread is ended as kill −9 ends a process: no LeaveGroup, no abort, the sockets close',
      async run(context) {
        await first.kill()
        context.tell('client', 'worker-1', { what: 'killed', says: 'killed, no goodbye', tone: 'bad' })
      },
    },
    {
      id: 'takeover',
      title: 'Another takes over',
      says: `A second worker joins the group; the coordinator waits ${SESSION_MS / 1000} s for the dead one (session.timeout.ms), then gives it the partition`,
      async run(context) {
        await context.actor('worker-2', 'worker', optionsOf(options(context, null)))
        const isDone = () => foldDelivery(context.entries()).commits.at(-1)?.offset === count
        await context.until('all orders committed', isDone, LIMIT_MS)
        await context.until('the last order worked on', () => hasWorkedOn(context, count - 1), LIMIT_MS)
      },
    },
    {
      id: 'look',
      title: 'Look at what was done',
      says: 'A reader with read_committed reads the topic done to its end',
      run: (context) => tellWhatIsIn(context, access, context.name('done')),
    },
  ]
}

function hasWorkedOn(context: RunContext, number: number): boolean {
  return foldDelivery(context.entries()).workers.some(({ worked }) =>
    worked.some((each) => each.number === number),
  )
}

async function writeNumbers(
  context: RunContext,
  access: Access,
  topic: string,
  count: number,
): Promise<void> {
  const options: NumberingOptions = { access, topic, acks: -1, perSecond: 0 }
  await using producer = await context.actor('writer', 'numbering-producer', optionsOf(options))
  await producer.ask('send', count, context.signal)
}
