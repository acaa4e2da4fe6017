import type { Parameters } from '../../../../../shared/api/experiments.ts'
import type { Step } from '../../../experiment.ts'
import { Script } from './script.ts'
import { settingsOf } from './settings.ts'

/** One script for all strategies: only then they can be compared. */
export function stepsOf(parameters: Parameters): readonly Step[] {
  const settings = settingsOf(parameters)
  const script = new Script(settings)
  const { partitions, members, perSecond } = settings
  const newcomer = `m${String(members + 1)}`
  return [
    {
      id: 'prepare',
      title: 'Create the topic',
      says: `CreateTopics: ${String(partitions)} partitions, replicated as the cluster does by default.`,
      run: (context) => script.prepare(context),
    },
    {
      id: 'start',
      title: `m1 to m${String(members)} read`,
      says: `${String(members)} consumers join one group; then a producer writes ${String(perSecond)} numbered records a second.`,
      run: (context) => script.startAll(context),
    },
    {
      id: 'join',
      title: `${newcomer} joins`,
      says: 'One more member: it is to get its share of the partitions.',
      run: (context) => script.comes(context, newcomer, 'joins'),
    },
    {
      id: 'kill',
      title: 'm2 is killed',
      says: 'Its thread ends as with kill −9: nothing is committed, nothing is said. The coordinator notices when the session timeout is over.',
      run: (context) => script.crashes(context, 'm2'),
    },
    {
      id: 'return',
      title: 'm2 returns',
      says: 'It starts again, and is a new member to the group: it has a new member id and owns nothing.',
      run: (context) => script.comes(context, 'm2', 'returns'),
    },
    {
      id: 'leave',
      title: 'm1 leaves',
      says: 'It commits and says goodbye, so the group need not wait for a timeout.',
      run: (context) => script.leaves(context, 'm1'),
    },
    {
      id: 'look',
      title: 'Look for every record',
      says: 'The producer stops; every number that it wrote must have been delivered to somebody.',
      run: (context) => script.lookForAll(context),
    },
  ]
}
