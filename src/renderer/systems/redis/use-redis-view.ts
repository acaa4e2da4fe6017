import type { RedisViews } from '../../../shared/systems/redis-views.ts'
import { otherViewHook } from '../../app/compare/use-other-view.ts'
import { viewHook } from '../../api/use-view.ts'

/** A view of Redis at the instant in force. */
export const useRedisView = viewHook<RedisViews>()

/** The same at the other moment, while two are compared. */
export const useOtherRedisView = otherViewHook<RedisViews>()
