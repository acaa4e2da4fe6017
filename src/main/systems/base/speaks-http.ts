import { asOrreryError } from '../../../shared/base/errors.ts'
import { HttpLine } from './http-line.ts'
import { Meter } from './meter.ts'

const limitMs = 1_500

/** Whether an HTTP server answers there, without TLS, whatever it says. */
export async function speaksHttp(address: string, signal: AbortSignal): Promise<boolean> {
  using line = new HttpLine(address, { tls: undefined, credentials: undefined }, new Meter(address))
  return await line.ask({ path: '/' }, limitMs, signal).then(
    () => true,
    (thrown) => asOrreryError(thrown).code === 'auth',
  )
}
