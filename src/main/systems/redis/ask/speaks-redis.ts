import { Meter } from '../../base/meter.ts'
import { RedisLink } from './link.ts'

const limitMs = 1000
const nobody = { credentials: undefined, tls: undefined, sentinelAuthFile: undefined }
const words = /redis_version|redis_mode|NOAUTH|NOPERM|DENIED|LOADING/

/** Whether a Redis, or one of its sentinels, answers there without TLS, be it that it lets nobody in. */
export async function speaksRedis(endpoint: string, signal: AbortSignal): Promise<boolean> {
  try {
    const way = { dialled: endpoint, ...nobody }
    using link = await RedisLink.open(endpoint, way, new Meter(endpoint), limitMs, signal)
    return words.test(String(await link.call('INFO', ['INFO', 'server'], limitMs, signal)))
  } catch (error) {
    return error instanceof Error && words.test(error.message)
  }
}
