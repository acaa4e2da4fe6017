import { Stranded } from '../../lab/activemq/drills.ts'
import { lab } from '../../lab/index.ts'
import { calmActiveMqPlan } from '../../lab/traffic/activemq-plan.ts'
import { say } from '../lib/say.mjs'
import type { Drill } from './drills.ts'
import type { RunsDrill } from './record-runs.ts'

const calmMs = 60_000
const lyingMs = 45_000

/** Messages cross the bridge to a consumer that leaves; those who want them now are on the other side. */
export const activemqStranded: Drill = {
  name: 'activemq-stranded',
  title: 'ActiveMQ: messages are stranded in a network of brokers',
  about:
    'Two brokers and a duplex bridge, with producers and consumers on both. A consumer on B draws 120 messages over the bridge, takes a few and leaves. Its successor connects to A and gets nothing: B has them, sees a consumer (the bridge) and sends none back. Later somebody consumes on B.',
  targetName: 'demo-activemq',
  async start(held) {
    const network = held.use(await lab.activemqNetwork())
    held.use(await lab.activemqTraffic(network, calmActiveMqPlan))
    return {
      url: network.url,
      async play(witness) {
        await witness.calm(calmMs)
        say('a consumer on B leaves, its successor comes to A')
        await using stranded = await Stranded.make(network, { queue: 'shifts', messages: 120, taken: 20 })
        await witness.opened('activemq/stranded')
        await witness.calm(lyingMs)
        say('somebody consumes on B')
        await stranded.rescue()
        await witness.closed('activemq/stranded')
        await witness.healed()
        await witness.calm(calmMs)
      },
    }
  },
}

const modes = ['auto', 'client', 'client-individual', 'transacted'] as const

export const activemqExperiments: RunsDrill = {
  name: 'activemq-experiments',
  title: 'ActiveMQ: experiments',
  about:
    'Two brokers and their bridge under load, on which experiments were run: who gets a message again, by four ways of acknowledging and two places to die, and what a prefetch from 1000 to 1 does to a consumer that comes late. Each can be replayed.',
  cluster: 'activemq-network',
  targetName: 'try-activemq',
  runs: [
    ...(['before', 'between'] as const).flatMap((crash) =>
      modes.map((mode) => ({
        experiment: 'activemq/acks',
        parameters: { mode, crash },
        prediction: 'once',
      })),
    ),
    ...['1000', '50', '10', '1'].map((prefetch) => ({
      experiment: 'activemq/prefetch',
      parameters: { prefetch },
      prediction: 'half',
    })),
  ],
}
