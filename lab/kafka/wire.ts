import { connect, type Socket } from 'node:net'

/** Who a broker says belongs to the cluster. */
export interface ClusterSeen {
  readonly clusterId: string
  readonly brokerIds: readonly number[]
}

const apiVersions = { key: 18, version: 0 }
// the newest Metadata without tagged fields: from Kafka 1.0 on, and in all of 4.x
const metadata = { key: 3, version: 4 }

/**
 * Asks a broker twice on one connection: ApiVersions, then Metadata without topics.
 * @throws Error when it refuses, closes, or hasn't answered within `limitMs`
 */
export async function askCluster(endpoint: string, limitMs = 1_000): Promise<ClusterSeen> {
  const [host = '', port = ''] = endpoint.split(':')
  const socket = connect({ host, port: Number(port) })
  socket.setTimeout(limitMs, () => socket.destroy(new Error(`${endpoint} did not answer in ${limitMs} ms`)))
  try {
    const versions = await ask(socket, apiVersions, Buffer.alloc(0))
    const errorCode = versions.readInt16BE(0)
    if (errorCode !== 0) throw new Error(`${endpoint} answered ApiVersions with error ${errorCode}`)
    // an empty list of topics, and don't create any
    return parseMetadata(await ask(socket, metadata, Buffer.from([0, 0, 0, 0, 0])))
  } finally {
    socket.destroy()
  }
}

/** @returns the answer after its length and correlation id */
function ask(socket: Socket, api: { key: number; version: number }, body: Buffer): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  let seen = Buffer.alloc(0)
  const onData = (chunk: Buffer) => {
    seen = Buffer.concat([seen, chunk])
    if (seen.length >= 4 && seen.length >= 4 + seen.readInt32BE(0)) settle(() => resolve(seen.subarray(8)))
  }
  const onError = (error: Error) => settle(() => reject(error))
  const onClose = () => settle(() => reject(new Error('the connection was closed before the answer')))
  const settle = (how: () => void) => {
    socket.off('data', onData).off('error', onError).off('close', onClose)
    socket.on('error', () => {})
    how()
  }
  socket.on('data', onData).on('error', onError).on('close', onClose)
  socket.write(request(api, body))
  return promise
}

function request({ key, version }: { key: number; version: number }, body: Buffer): Buffer {
  const clientId = 'orrery-lab'
  const head = Buffer.alloc(4 + 2 + 2 + 4 + 2)
  head.writeInt32BE(head.length - 4 + clientId.length + body.length, 0)
  head.writeInt16BE(key, 4)
  head.writeInt16BE(version, 6)
  head.writeInt32BE(1, 8)
  head.writeInt16BE(clientId.length, 12)
  return Buffer.concat([head, Buffer.from(clientId), body])
}

function parseMetadata(answer: Buffer): ClusterSeen {
  let at = 4
  const readString = () => {
    const length = answer.readInt16BE(at)
    at += 2 + Math.max(0, length)
    return answer.toString('utf8', at - Math.max(0, length), at)
  }
  const count = answer.readInt32BE(at)
  at += 4
  const brokerIds = Array.from({ length: count }, () => {
    const id = answer.readInt32BE(at)
    at += 4
    readString()
    at += 4
    readString()
    return id
  })
  return { clusterId: readString(), brokerIds: brokerIds.sort((a, b) => a - b) }
}
