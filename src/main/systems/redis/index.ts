import type { System } from '../system.ts'
import { RedisLink } from './ask/link.ts'
import { Meter } from '../base/meter.ts'
import { connect } from './connect.ts'
import { redisKit } from './experiments/index.ts'
import { redisRules } from './rules/index.ts'
import { summary } from './summary.ts'
import { redisViews } from './views/index.ts'
import { report } from './report.ts'

const probeLimitMs = 1000
const nothing = { credentials: undefined, tls: undefined, sentinelAuthFile: undefined }
const speaksRedis = /redis_version|redis_mode|NOAUTH|NOPERM|DENIED|LOADING/

export const redis: System = {
  id: 'redis',
  connect,
  probe: async (endpoint, signal) => {
    try {
      const meter = new Meter(endpoint)
      const way = { dialled: endpoint, ...nothing }
      using link = await RedisLink.open(endpoint, way, meter, probeLimitMs, signal)
      return speaksRedis.test(String(await link.call('INFO', ['INFO', 'server'], probeLimitMs, signal)))
    } catch (error) {
      return error instanceof Error && speaksRedis.test(error.message)
    }
  },
  views: redisViews,
  rules: redisRules,
  report,
  kit: redisKit,
  summary,
}
