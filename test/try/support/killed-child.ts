/**
 * A run in a process of its own, which is killed as `kill -9` kills when a step of it is over. Asks its parent, who has
 * the cluster, for what is done to servers.
 */
import type { FaultControl } from '../../../src/main/experiments/parts.ts'
import type { Experiment } from '../../../src/main/systems/experiment.ts'
import { systems } from '../../../src/main/systems/index.ts'
import { type Doomed, engineOver, type FromChild, targetId } from './killed.ts'

const doomed = JSON.parse(process.argv[2] ?? '') as Doomed
const system = systems.find(({ id }) => id === doomed.system)
if (system?.kit === undefined) throw new Error(`Nothing can be tried on ${doomed.system}`)

/** The same experiment, whose step kills the process when it is done. */
function deadly(experiment: Experiment): Experiment {
  return {
    ...experiment,
    steps: (parameters) =>
      experiment.steps(parameters).map((step) => ({
        ...{ id: step.id, title: step.title, says: step.says },
        async run(context) {
          await step.run(context)
          if (step.id === doomed.step) process.kill(process.pid, 'SIGKILL')
        },
      })),
  }
}

const say = (message: FromChild) => process.send?.(message)

const faults: FaultControl | undefined = doomed.servers && {
  servers: doomed.servers,
  async fault(fault, endpoint) {
    const { promise, resolve } = Promise.withResolvers<unknown>()
    process.once('message', resolve)
    say({ fault, endpoint })
    await promise
  },
}

const { kit } = system
await using engine = await engineOver(doomed, { ...kit, experiments: kit.experiments.map(deadly) }, faults)
const { experiment, parameters } = doomed
const { id } = engine.experiments.start({ experiment, targetId, parameters, pace: 'auto' })
// only where it was not killed: why
say({ ended: await engine.experiments.ended(id) })
process.disconnect()
