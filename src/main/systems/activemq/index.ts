import { withDeadline } from '../../../shared/base/deadline.ts'
import type { System } from '../system.ts'
import { connect } from './connect.ts'
import { activemqKit } from './experiments/index.ts'
import { report } from './report.ts'
import { activemqRules } from './rules/index.ts'
import { summary } from './summary.ts'
import { activemqViews } from './views/index.ts'

const probeLimitMs = 1000

export const activemq: System = {
  id: 'activemq',
  connect,
  probe: (endpoint, signal) =>
    withDeadline(probeLimitMs, endpoint, signal, (own) => isJolokia(endpoint, own)).catch(() => false),
  views: activemqViews,
  rules: activemqRules,
  kit: activemqKit,
  summary,
  report,
}

/** Without credentials it is known by the realm that it asks a password for, with none by Jolokia's own words. */
async function isJolokia(endpoint: string, signal: AbortSignal): Promise<boolean> {
  const origin = `http://${endpoint}`
  const response = await fetch(`${origin}/api/jolokia`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: '{"type":"version"}',
    signal,
  })
  const realm = response.headers.get('www-authenticate') ?? ''
  return realm.includes('ActiveMQ') || (await response.text()).includes('"agent"')
}
