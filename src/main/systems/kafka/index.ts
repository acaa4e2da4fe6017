import { Dialer } from '../base/dialer.ts'
import type { System } from '../system.ts'
import { askVersions } from './open-broker.ts'
import { decodeApiVersions } from './ask/api-versions.ts'
import { connectKafka } from './connect.ts'
import { kit } from './experiments/index.ts'
import { rules } from './rules/index.ts'
import { summaryOf } from './summary.ts'
import { views } from './views/index.ts'
import { KafkaConnection } from './wire/connection.ts'
import { report } from './report.ts'

const PROBE_LIMIT_MS = 500

/** Kafka 3.0 and newer, on KRaft or ZooKeeper. */
export const kafka: System = {
  id: 'kafka',
  connect: connectKafka,
  /** Only a broker, or a controller, answers ApiVersions. */
  async probe(endpoint, signal) {
    try {
      using connection = await KafkaConnection.open(endpoint, new Dialer(undefined), PROBE_LIMIT_MS, signal)
      const { body } = await askVersions(connection, PROBE_LIMIT_MS, signal)
      return decodeApiVersions(body).ranges.size > 0
    } catch {
      return false
    }
  },
  views,
  rules,
  report,
  kit,
  summary: summaryOf,
}
