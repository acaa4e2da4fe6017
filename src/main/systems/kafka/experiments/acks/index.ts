import type { Experiment } from '../../../experiment.ts'
import { checkBrokers } from '../replication/check-brokers.ts'
import { info } from './info.ts'
import { judge } from './judge.ts'
import { steps } from './steps.ts'

export const acks: Experiment = { info, check: checkBrokers, steps, judge }
