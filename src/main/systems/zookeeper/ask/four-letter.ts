import { OrreryError } from '../../../../shared/base/errors.ts'
import { parseAddress } from '../../base/address.ts'
import type { Dialer } from '../../base/dialer.ts'
import type { Meter } from '../../base/meter.ts'
import { networkError } from '../../base/socket-error.ts'

/** No answer of a real server is larger; what never stops talking isn't one. */
const longestReply = 64 * 1024 * 1024

/**
 * One four-letter word: a connection of its own, the word, the answer up to the server's close.
 * @returns the answer as it came, empty where the server closed without a word
 * @param onAccepted told when the server takes the connection
 * @throws OrreryError `refused`, `name`, `tls`, `protocol`, or the signal's reason
 */
export async function fourLetter(
  endpoint: string,
  word: string,
  dialer: Dialer,
  meter: Meter,
  signal: AbortSignal,
  onAccepted: () => void = () => undefined,
): Promise<string> {
  signal.throwIfAborted()
  const started = performance.now()
  const socket = await dialer.dial(parseAddress(endpoint))
  return new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = []
    let received = 0
    const onAbort = () => finish(() => reject(signal.reason as Error))
    const finish = (settle: () => void) => {
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
      meter.add({
        requests: 1,
        sentBytes: word.length,
        receivedBytes: received,
        ms: performance.now() - started,
      })
      settle()
    }
    signal.addEventListener('abort', onAbort, { once: true })
    socket.on('connect', () => {
      onAccepted()
      socket.write(word)
    })
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      received += chunk.length
      if (received > longestReply) finish(() => reject(neverStops(endpoint, word)))
    })
    socket.on('end', () => finish(() => resolve(Buffer.concat(chunks).toString('utf8'))))
    socket.on('error', (error) => finish(() => reject(networkError(error, endpoint))))
  })
}

function neverStops(endpoint: string, word: string): OrreryError {
  return new OrreryError('protocol', `${endpoint} doesn’t stop answering ${word}`, { details: { endpoint } })
}
