import type { ZookeeperViews } from '../../../../../src/shared/systems/zookeeper-views.ts'
import type { Sample } from '../../../../../src/main/systems/sample.ts'
import type { RawMember } from '../../../../../src/main/systems/zookeeper/raw.ts'
import { SampleFold } from '../../../../../src/main/systems/zookeeper/sample.ts'
import { readRecording } from '../../../../fixtures/zookeeper/recording.ts'
import { zookeeper } from '../../../../../src/main/systems/zookeeper/index.ts'
import { replay, type Replayed as ReplayedAny } from '../replayed.ts'

export { openDuring, type Judged } from '../replayed.ts'

export type Replayed = ReplayedAny<ZookeeperViews>

/** What a recorded member would have answered instead, so many seconds after the first sample. */
export type Otherwise = (member: RawMember, second: number) => RawMember

/** A recorded drill as samples, as one session would have made them. */
export function samplesOf(drill: string, otherwise: Otherwise = (member) => member): readonly Sample[] {
  const fold = new SampleFold()
  const { samples } = readRecording(drill)
  const from = samples[0]?.raw.at ?? 0
  return samples.map(({ raw, tree }) => {
    const members = raw.members.map((member) => otherwise(member, (raw.at - from) / 1000))
    return fold.toSample({ ...raw, members }, tree)
  })
}

/** A drill in a real history, judged by the rules at every sample. */
export function replayed(drill: string, otherwise?: Otherwise): Promise<Replayed> {
  return replay<ZookeeperViews>(zookeeper, samplesOf(drill, otherwise))
}
