import type { Experiment } from '../../../experiment.ts'
import { checkRebalance } from './check.ts'
import { info } from './info.ts'
import { judge } from './judge.ts'
import { stepsOf } from './steps.ts'

/** Kafka 1: who owns which partition when members come, go and crash, by five strategies. */
export const rebalance: Experiment = { info, check: checkRebalance, steps: stepsOf, judge }
