import type { Experiment } from '../../../experiment.ts'
import { checkTopics } from '../check-create.ts'
import { info } from './info.ts'
import { judge } from './judge.ts'
import { steps } from './steps.ts'

export const delivery: Experiment = { info, check: checkTopics, steps, judge }
