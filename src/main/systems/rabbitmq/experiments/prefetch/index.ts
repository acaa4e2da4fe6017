import type { Experiment } from '../../../experiment.ts'
import { checkBroker } from '../check.ts'
import { info } from './info.ts'
import { judge } from './judge.ts'
import { steps } from './steps.ts'

export const prefetch: Experiment = { info, check: (context) => checkBroker(context), steps, judge }
