import type { RabbitmqViews } from '../../../../../src/shared/systems/rabbitmq-views.ts'
import { rabbitmq } from '../../../../../src/main/systems/rabbitmq/index.ts'
import type { RawReplies } from '../../../../../src/main/systems/rabbitmq/raw.ts'
import { SampleFold } from '../../../../../src/main/systems/rabbitmq/sample.ts'
import type { Sample } from '../../../../../src/main/systems/sample.ts'
import { readRecording } from '../../../../fixtures/rabbitmq/recording.ts'
import { replay, type Replayed as ReplayedAny } from '../replayed.ts'

export { openDuring, type Judged } from '../replayed.ts'

export type Replayed = ReplayedAny<RabbitmqViews>

/** What the cluster would have answered instead. */
export type Otherwise = (raw: RawReplies) => RawReplies

/** A recorded drill as samples, as one session would have made them. */
export function samplesOf(drill: string, otherwise: Otherwise = (raw) => raw): readonly Sample[] {
  const fold = new SampleFold()
  return readRecording(drill).samples.map((raw) => fold.toSample(otherwise(raw)))
}

/** A drill in a real history, judged by the rules at every sample. */
export function replayed(drill: string, otherwise?: Otherwise): Promise<Replayed> {
  return replay<RabbitmqViews>(rabbitmq, samplesOf(drill, otherwise))
}
