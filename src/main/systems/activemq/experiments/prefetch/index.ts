import type { Experiment } from '../../../experiment.ts'
import { checkTarget } from '../checks.ts'
import { info } from './info.ts'
import { judge } from './judge.ts'
import { steps } from './steps.ts'

export const prefetch: Experiment = { info, check: checkTarget, steps, judge }
