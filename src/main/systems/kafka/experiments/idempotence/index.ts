import type { Experiment } from '../../../experiment.ts'
import { checkClient } from '../check-client.ts'
import { info } from './info.ts'
import { judge } from './judge.ts'
import { steps } from './steps.ts'

export const idempotence: Experiment = { info, check: checkClient, steps, judge }
