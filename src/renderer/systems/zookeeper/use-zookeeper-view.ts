import type { ZookeeperViews } from '../../../shared/systems/zookeeper-views.ts'
import { otherViewHook } from '../../app/compare/use-other-view.ts'
import { viewHook } from '../../api/use-view.ts'

/** A view of ZooKeeper at the instant in force. */
export const useZookeeperView = viewHook<ZookeeperViews>()

/** The same at the other moment, while two are compared. */
export const useOtherZookeeperView = otherViewHook<ZookeeperViews>()
