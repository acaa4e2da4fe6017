import type { System } from '../system.ts'
import { HttpLine } from '../base/http-line.ts'
import { Meter } from '../base/meter.ts'
import { connect } from './connect.ts'
import { kit } from './experiments/index.ts'
import { report } from './report.ts'
import { rabbitmqRules } from './rules/index.ts'
import { summary } from './summary.ts'
import { rabbitmqViews } from './views/index.ts'

const probeLimitMs = 1000

export const rabbitmq: System = {
  id: 'rabbitmq',
  connect,
  probe: async (endpoint, signal) => {
    const way = { tls: undefined, credentials: undefined, headers: { accept: 'text/html' } }
    using line = new HttpLine(endpoint, way, new Meter(endpoint))
    try {
      const { status, text } = await line.ask({ path: '/' }, probeLimitMs, signal)
      return status === 200 && text.includes('RabbitMQ Management')
    } catch {
      return false
    }
  },
  views: rabbitmqViews,
  rules: rabbitmqRules,
  report,
  summary,
  kit,
}
