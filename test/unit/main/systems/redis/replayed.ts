import type { RedisViews } from '../../../../../src/shared/systems/redis-views.ts'
import type { Sample } from '../../../../../src/main/systems/sample.ts'
import type { RawServer } from '../../../../../src/main/systems/redis/raw.ts'
import { SampleFold } from '../../../../../src/main/systems/redis/sample.ts'
import { readRecording } from '../../../../fixtures/redis/recording.ts'
import { redis } from '../../../../../src/main/systems/redis/index.ts'
import { replay, type Replayed as ReplayedAny } from '../replayed.ts'

export { openDuring, type Judged } from '../replayed.ts'

export type Replayed = ReplayedAny<RedisViews>

/** What a recorded server would have answered instead, so many seconds after the first sample. */
export type Otherwise = (server: RawServer, second: number) => RawServer

/** A recorded drill as samples, as one session would have made them. */
export function samplesOf(drill: string, otherwise: Otherwise = (server) => server): readonly Sample[] {
  const fold = new SampleFold()
  const { samples } = readRecording(drill)
  const from = samples[0]?.at ?? 0
  return samples.map((raw) => {
    const servers = raw.servers.map((server) => otherwise(server, (raw.at - from) / 1000))
    return fold.toSample({ ...raw, servers })
  })
}

/** A drill in a real history, judged by the rules at every sample. */
export function replayed(drill: string, otherwise?: Otherwise): Promise<Replayed> {
  return replay<RedisViews>(redis, samplesOf(drill, otherwise))
}
