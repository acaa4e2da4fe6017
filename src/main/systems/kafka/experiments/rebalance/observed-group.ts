import type { Strategy } from '../../../../../shared/systems/kafka-rebalance.ts'
import type { RunContext } from '../../../experiment.ts'
import type { KafkaAdmin } from '../admin.ts'
import { describeGroup } from '../group-admin.ts'

const HZ = 5

/** Tells what the coordinator says of the group, whenever it says something else. */
export function watchGroup(context: RunContext, admin: KafkaAdmin, strategy: Strategy): Disposable {
  const type = strategy === 'consumer' ? 'consumer' : 'classic'
  let last = ''
  return context.watch(HZ, async (signal) => {
    const group = await describeGroup(admin, context.name('group'), type, signal)
    if (group === undefined) return
    const { state, members, epoch } = group
    const count = members.length
    const inEpoch = epoch === undefined ? '' : `, epoch ${String(epoch)}`
    const says = `${state}, ${String(count)} ${count === 1 ? 'member' : 'members'}${inEpoch}`
    if (says === last) return
    last = says
    const data = { state, members: count, epoch: epoch ?? null }
    context.tell('observed', 'coordinator', { what: 'group', says, data })
  })
}
