import type { System } from '../system.ts'
import { fourLetter } from './ask/four-letter.ts'
import { Dialer } from '../base/dialer.ts'
import { Meter } from '../base/meter.ts'
import { connect } from './connect.ts'
import { zookeeperKit } from './experiments/index.ts'
import { zookeeperRules } from './rules/index.ts'
import { summary } from './summary.ts'
import { zookeeperViews } from './views/index.ts'
import { report } from './report.ts'

export const zookeeper: System = {
  id: 'zookeeper',
  connect,
  probe: async (endpoint, signal) => {
    const text = await fourLetter(endpoint, 'srvr', new Dialer(undefined), new Meter(endpoint), signal).catch(
      () => '',
    )
    return /^Zookeeper version|not in the whitelist|not currently serving/.test(text)
  },
  views: zookeeperViews,
  rules: zookeeperRules,
  report,
  kit: zookeeperKit,
  summary,
}
