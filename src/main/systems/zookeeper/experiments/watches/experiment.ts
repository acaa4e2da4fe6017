import type { Parameters } from '../../../../../shared/api/experiments.ts'
import { watchPlan } from '../../../../../shared/systems/zookeeper-watches.ts'
import type { Actor, Experiment, RunContext, Step } from '../../../experiment.ts'
import { optionsOf } from '../../../base/options-of.ts'
import { checkAddWatch, checkTarget } from '../checks.ts'
import { below, rootOf, sessionOf } from '../client/places.ts'
import { sessionTimeoutMs, watchesInfo } from './info.ts'
import { judgeWatches } from './judge.ts'

export const watches: Experiment = {
  info: watchesInfo,
  check: (context) => {
    const { variant } = watchPlan(context.parameters)
    const isPersistent = variant === 'persistent' || variant === 'recursive'
    return checkTarget(context, sessionTimeoutMs, async (client) =>
      isPersistent ? [await checkAddWatch(client, rootOf(context.connection))] : [],
    )
  },
  steps: stepsOf,
  judge: judgeWatches,
}

const setBy: Readonly<Record<string, string>> = {
  once: 'getData with a watch, once',
  'one-shot': 'getData with a watch',
  child: 'getChildren with a watch',
  persistent: 'addWatch PERSISTENT, then getData',
  recursive: 'addWatch PERSISTENT_RECURSIVE, then getData',
}

function stepsOf(parameters: Parameters): readonly Step[] {
  const { variant, writes, everyMs } = watchPlan(parameters)
  const changed = { child: 'create of a child', recursive: 'create and setData on three children' }
  const act = variant === 'child' || variant === 'recursive' ? changed[variant] : 'setData'
  const pace = everyMs === 0 ? 'all sent at once' : `one every ${everyMs} ms`
  const clients: { writer?: Actor; reader?: Actor } = {}
  return [
    {
      id: 'create',
      title: 'The writer creates a znode',
      says: 'createContainer for the run, create config below it',
      run: async (context) => {
        clients.writer = await startWriter(context)
      },
    },
    {
      id: 'arm',
      title: 'The reader sets its watch',
      says: setBy[variant] ?? '',
      run: async (context) => {
        clients.reader = await startReader(context)
        await clients.reader.ask('arm', null, context.signal)
      },
    },
    {
      id: 'write',
      title: `${writes} changes`,
      says: `${act}, ${pace}`,
      run: async (context) => {
        await clients.writer?.ask('write', parameters, context.signal)
      },
    },
    {
      id: 'settle',
      title: 'What the reader knows in the end',
      says: 'sync: no notification is on its way any more; then the writer reads what stands',
      run: async (context) => {
        await clients.reader?.ask('settle', null, context.signal)
        await clients.writer?.ask('states', parameters, context.signal)
      },
    },
  ]
}

const roomName = 'watches'

function optionsFor(context: RunContext, index: number) {
  const { connection } = context
  return {
    ...sessionOf(connection, index, sessionTimeoutMs),
    room: below(rootOf(connection), context.name(roomName)),
  }
}

async function startWriter(context: RunContext): Promise<Actor> {
  const writer = await context.actor('writer', 'watch-writer', optionsOf(optionsFor(context, 0)))
  context.creating({ kind: 'znode', name: context.name(roomName) })
  await writer.ask('room', context.parameters, context.signal)
  return writer
}

function startReader(context: RunContext): Promise<Actor> {
  const { parameters } = context
  return context.actor('reader', 'watch-reader', optionsOf({ ...optionsFor(context, 1), parameters }))
}
