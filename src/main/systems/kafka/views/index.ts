import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Json } from '../../../../shared/base/json.ts'
import type { KafkaViews } from '../../../../shared/systems/kafka-views.ts'
import type { View, ViewData } from '../../system.ts'
import { brokers } from './brokers.ts'
import { controller } from './controller.ts'
import { DEFAULT_WINDOW_MS, group } from './group.ts'
import { groups } from './groups.ts'
import { groupInstances, partitionInstances, topicInstances } from './instances.ts'
import { overview } from './overview.ts'
import { partition } from './partition.ts'
import { topic } from './topic.ts'
import { topics } from './topics.ts'

/** Every view of Kafka, by the name that a window asks for. */
export const views: { readonly [Name in keyof KafkaViews]: View } = {
  overview: view(overview),
  brokers: view(brokers),
  topics: view(topics),
  topic: { run: (look, args) => plain(topic(look, text(args, 'topic'))), instances: topicInstances },
  partition: {
    run: (look, args) => plain(partition(look, text(args, 'topic'), number(args, 'partition'))),
    instances: partitionInstances,
  },
  groups: view(groups),
  group: {
    run: (look, args) => plain(group(look, text(args, 'group'), number(args, 'windowMs', DEFAULT_WINDOW_MS))),
    instances: groupInstances,
  },
  controller: view(controller),
}

function view(run: (look: Parameters<View['run']>[0]) => object): View {
  return { run: (look) => plain(run(look)) }
}

/** The shapes have named fields; whoever carries them only needs to know that they are data. */
function plain(data: object): ViewData {
  return data as ViewData
}

type Args = Readonly<Record<string, Json>>

function text(args: Args, name: string): string {
  const value = args[name]
  if (typeof value === 'string') return value
  throw new OrreryError('invalid', `The view needs “${name}”, a text`)
}

function number(args: Args, name: string, otherwise?: number): number {
  const value = args[name] ?? otherwise
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new OrreryError('invalid', `The view needs “${name}”, a number`)
}
