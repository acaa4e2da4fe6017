import type { RedisViews } from '../../../../shared/systems/redis-views.ts'
import type { View } from '../../system.ts'
import { clients } from './clients.ts'
import { commands } from './commands.ts'
import { memory } from './memory.ts'
import { node } from './node.ts'
import { nodes } from './nodes.ts'
import { overview } from './overview.ts'
import { sentinels } from './sentinels.ts'
import { slots } from './slots.ts'
import { slowlog } from './slowlog.ts'

export const redisViews: Readonly<Record<keyof RedisViews, View>> = {
  ...{ overview, nodes, node, slots, sentinels },
  ...{ memory, slowlog, clients, commands },
}
