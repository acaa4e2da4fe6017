import type { ActivemqViews } from '../../../../../src/shared/systems/activemq-views.ts'
import type { Sample } from '../../../../../src/main/systems/sample.ts'
import type { RawEndpoint } from '../../../../../src/main/systems/activemq/raw.ts'
import { SampleFold } from '../../../../../src/main/systems/activemq/sample.ts'
import { readRecording } from '../../../../fixtures/activemq/recording.ts'
import { activemq } from '../../../../../src/main/systems/activemq/index.ts'
import { replay, type Replayed as ReplayedAny } from '../replayed.ts'

export { openDuring, type Judged } from '../replayed.ts'

export type Replayed = ReplayedAny<ActivemqViews>

/** What a recorded address would have answered instead, so many seconds after the first sample. */
export type Otherwise = (endpoint: RawEndpoint, second: number) => RawEndpoint

/** A recorded drill as samples, as one session would have made them. */
export function samplesOf(drill: string, otherwise: Otherwise = (endpoint) => endpoint): readonly Sample[] {
  const fold = new SampleFold()
  const { samples } = readRecording(drill)
  const from = samples[0]?.at ?? 0
  return samples.map((raw) => {
    const endpoints = raw.endpoints.map((endpoint) => otherwise(endpoint, (raw.at - from) / 1000))
    return fold.toSample({ ...raw, endpoints })
  })
}

/** A drill in a real history, judged by the rules at every sample. */
export function replayed(drill: string, otherwise?: Otherwise): Promise<Replayed> {
  return replay<ActivemqViews>(activemq, samplesOf(drill, otherwise))
}
