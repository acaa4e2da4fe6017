import type { ZookeeperViews } from '../../../shared/systems/zookeeper-views.ts'
import { viewHook } from '../../api/use-view.ts'

/** A view of ZooKeeper at the instant in force. */
export const useZookeeperView = viewHook<ZookeeperViews>()
