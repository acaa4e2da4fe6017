import type { ZookeeperViews } from '../../../../shared/systems/zookeeper-views.ts'
import type { View } from '../../system.ts'
import { config } from './config.ts'
import { ensemble } from './ensemble.ts'
import { member } from './member.ts'
import { overview } from './overview.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { sessions } from './sessions.ts'
import { tree } from './tree.ts'
import { trends } from './trends.ts'
import { watches } from './watches.ts'
import { znode } from './znode.ts'

export const zookeeperViews: Readonly<Record<keyof ZookeeperViews, View>> = {
  overview,
  ensemble,
  member,
  trends,
  config,
  tree,
  search,
  znode,
  sessions,
  session,
  watches,
}
