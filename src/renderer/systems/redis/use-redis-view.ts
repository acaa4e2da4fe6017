import type { RedisViews } from '../../../shared/systems/redis-views.ts'
import { viewHook } from '../../api/use-view.ts'

/** A view of Redis at the instant in force. */
export const useRedisView = viewHook<RedisViews>()
