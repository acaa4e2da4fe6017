import type { RunContext } from '../../experiment.ts'
import type { Access } from './broker-set.ts'
import type { NumberingOptions } from './clients/numbering-producer.ts'
import type { NumberReaderOptions } from './clients/number-reader.ts'
import { optionsOf } from '../../base/options-of.ts'

/**
 * Reads a topic of numbers from its beginning to its end, with read_committed, and tells them as `found`. It ends at a
 * record of our own: after a transaction the last offset is a marker, which no consumer is given.
 */
export async function tellWhatIsIn(context: RunContext, access: Access, topic: string): Promise<void> {
  const group = context.name('readers')
  const writing: NumberingOptions = { access, topic, acks: -1, perSecond: 0 }
  await using ending = await context.actor('ending', 'numbering-producer', optionsOf(writing))
  await ending.ask('sendEnd', null, context.signal)
  context.creating({ kind: 'group', name: group })
  const reading: NumberReaderOptions = { access, topic, group }
  await using reader = await context.actor('reader', 'number-reader', optionsOf(reading))
  const numbers = await reader.ask('readToEnd', null, context.signal)
  const says = `${Array.isArray(numbers) ? numbers.length : 0} records are in ${topic}`
  context.tell('client', 'reader', { what: 'found', says, data: { numbers } })
}
