import type { System } from '../system.ts'
import { speaksRedis } from './ask/speaks-redis.ts'
import { connect } from './connect.ts'
import { redisKit } from './experiments/index.ts'
import { redisRules } from './rules/index.ts'
import { summary } from './summary.ts'
import { redisViews } from './views/index.ts'
import { report } from './report.ts'

export const redis: System = {
  id: 'redis',
  connect,
  probe: speaksRedis,
  views: redisViews,
  rules: redisRules,
  report,
  kit: redisKit,
  summary,
}
