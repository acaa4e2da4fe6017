import type { Rule } from '../../rule.ts'
import { bridgeDown } from './bridge-down.ts'
import { brokerDown } from './broker-down.ts'
import { connectionsRefused } from './connections-refused.ts'
import { deadLetters } from './dead-letters.ts'
import { destinationFull } from './destination-full.ts'
import { durableMoved, durablePending } from './durable-pending.ts'
import { flowControl } from './flow-control.ts'
import { hoarding } from './hoarding.ts'
import { noConsumer } from './no-consumer.ts'
import { notAcknowledged } from './not-acknowledged.ts'
import { oldTransaction } from './old-transaction.ts'
import { oneWay } from './one-way.ts'
import { paused } from './paused.ts'
import { restarted } from './restarted.ts'
import { discarded, slowConsumer } from './slow-consumer.ts'
import { storeDisk } from './store-disk.ts'
import { stranded } from './stranded.ts'
import { twoMasters } from './two-masters.ts'
import { selectorsStarve, undispatched } from './undispatched.ts'

export const activemqRules: readonly Rule[] = [
  ...[brokerDown, twoMasters, bridgeDown, oneWay, stranded],
  ...[storeDisk, flowControl, destinationFull],
  ...[noConsumer, notAcknowledged, undispatched, selectorsStarve, paused],
  ...[hoarding, slowConsumer, discarded, deadLetters, durablePending, durableMoved],
  ...[connectionsRefused, oldTransaction, restarted],
]
