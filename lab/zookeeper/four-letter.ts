import { connect } from 'node:net'

/**
 * Sends a four-letter word and gives the whole answer, e.g. of `srvr`, `mntr`, `cons`.
 * @param endpoint `host:port` of the client port
 */
export function fourLetter(endpoint: string, word: string, limitMs = 5_000): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const [host = '', port = ''] = endpoint.split(':')
  const socket = connect({ host, port: Number(port) }, () => socket.write(word))
  let text = ''
  socket.setEncoding('utf8')
  socket.setTimeout(limitMs, () =>
    socket.destroy(new Error(`${endpoint} did not answer ${word} in ${limitMs} ms`)),
  )
  socket.on('data', (chunk: string) => (text += chunk))
  socket.once('error', reject)
  socket.once('close', () => resolve(text))
  return promise
}

/** `leader`, `follower`, `observer`, `standalone`, or undefined while it serves nobody. */
export async function modeOf(endpoint: string): Promise<string | undefined> {
  return /^Mode: (\w+)/m.exec(await fourLetter(endpoint, 'srvr', 1_000))?.[1]
}
