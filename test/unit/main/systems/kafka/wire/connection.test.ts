import net from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { Dialer } from '../../../../../../src/main/systems/base/dialer.ts'
import { metadataApi } from '../../../../../../src/main/systems/kafka/ask/metadata.ts'
import { Writer } from '../../../../../../src/main/systems/kafka/wire/bytes.ts'
import { KafkaConnection, splitEndpoint } from '../../../../../../src/main/systems/kafka/wire/connection.ts'

const cleanUp: (() => void)[] = []
afterEach(() => cleanUp.splice(0).forEach((undo) => undo()))

const signal = new AbortController().signal
const plain = new Dialer(undefined)

/** Listens on a free port; `serve` gets each connection. */
async function listen(serve: (socket: net.Socket) => void): Promise<string> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    serve(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUp.push(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return `127.0.0.1:${String((server.address() as net.AddressInfo).port)}`
}

/** Of the requests in a chunk: they may come together. */
function correlations(chunk: Buffer): number[] {
  const found: number[] = []
  for (let at = 0; at < chunk.length; at += chunk.readInt32BE(at) + 4) found.push(chunk.readInt32BE(at + 8))
  return found
}

/** Answers each request with its own correlation id and this body, cut into pieces. */
function answering(body: Uint8Array, pieces = 1) {
  return (socket: net.Socket) =>
    socket.on('data', (chunk) => {
      const correlation = (chunk as Buffer).readInt32BE(8)
      const reply = new Writer()
        .int32(body.length + 5)
        .int32(correlation)
        .noTags()
        .raw(body)
        .done()
      const step = Math.ceil(reply.length / pieces)
      for (let at = 0; at < reply.length; at += step) socket.write(reply.subarray(at, at + step))
    })
}

async function askAt(endpoint: string, limitMs = 2000) {
  using connection = await KafkaConnection.open(endpoint, plain, 1000, signal)
  return await connection.ask(metadataApi, 12, new Uint8Array(3), limitMs, signal)
}

test('a reply in many pieces is put together, and counted', async () => {
  const endpoint = await listen(answering(Buffer.alloc(100_000, 7), 9))
  using connection = await KafkaConnection.open(endpoint, plain, 1000, signal)
  const { body } = await connection.ask(metadataApi, 12, new Uint8Array(3), 2000, signal)
  expect(body.bytes.length - body.at).toBe(100_000)
  expect(connection.traffic).toMatchObject({ requests: 1, receivedBytes: 100_009 })
})

test('a server that never answers costs its deadline, and the connection', async () => {
  const endpoint = await listen(() => undefined)
  using connection = await KafkaConnection.open(endpoint, plain, 1000, signal)
  const started = performance.now()
  await expect(connection.ask(metadataApi, 12, new Uint8Array(3), 60, signal)).rejects.toMatchObject({
    code: 'timeout',
    message: `No answer from ${endpoint} to Metadata in 60 ms`,
  })
  expect(performance.now() - started).toBeLessThan(1000)
  expect(connection.closed?.code).toBe('timeout')
})

test('giving up one request leaves the connection to the others', async () => {
  const late: (() => void)[] = []
  const endpoint = await listen((socket) =>
    socket.on('data', (chunk) => {
      for (const correlation of correlations(chunk)) {
        late.push(() => void socket.write(new Writer().int32(5).int32(correlation).noTags().done()))
        if (correlation === 2) for (const answer of late) answer()
      }
    }),
  )
  using connection = await KafkaConnection.open(endpoint, plain, 1000, signal)
  const impatient = new AbortController()
  const first = connection.ask(metadataApi, 12, new Uint8Array(3), 2000, impatient.signal)
  impatient.abort(new Error('no longer wanted'))
  await expect(first).rejects.toThrow('no longer wanted')
  await expect(connection.ask(metadataApi, 12, new Uint8Array(3), 2000, signal)).resolves.toBeDefined()
})

test('a web server is called by its name', async () => {
  const endpoint = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n'))
  await expect(askAt(endpoint)).rejects.toMatchObject({
    code: 'protocol',
    message: `${endpoint} isn’t Kafka: it answers “HTTP/1.1 400 Bad Request”`,
  })
})

test('a TLS alert says that TLS is spoken there', async () => {
  const endpoint = await listen((socket) => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 80])))
  await expect(askAt(endpoint)).rejects.toMatchObject({ code: 'tls' })
})

test('a line that is cut without a word hints at TLS', async () => {
  const endpoint = await listen((socket) => socket.on('data', () => socket.end()))
  const error: unknown = await askAt(endpoint).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'refused' })
  expect((error as { fix: string }).fix).toContain('TLS')
})

test('a closed port is refused at once', async () => {
  const endpoint = await listen(() => undefined)
  cleanUp.splice(0).forEach((undo) => undo())
  await expect(askAt(endpoint)).rejects.toMatchObject({
    code: 'refused',
    message: `Nothing listens at ${endpoint}`,
  })
})

test('a name that does not resolve says so', async () => {
  await expect(askAt('no-such-host.invalid:9092')).rejects.toMatchObject({ code: 'name' })
})

test.each(['localhost', ':9092', 'host:0', 'host:70000', 'host:x'])('%s is no endpoint', (endpoint) => {
  expect(() => splitEndpoint(endpoint)).toThrow('host:port')
})

test('an IPv6 endpoint loses its brackets', () => {
  expect(splitEndpoint('[::1]:9092')).toEqual({ host: '::1', port: 9092 })
})
