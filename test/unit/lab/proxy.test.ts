import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { until } from '../../../lab/until.ts'

/** Answers each chunk with the same bytes; says goodbye when it is told goodbye. */
async function echoServer(): Promise<string> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('data', (bytes) => socket.write(bytes))
    socket.on('end', () => socket.end('bye'))
    socket.on('error', () => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function dial(endpoint: string): Promise<Socket> {
  const [host = '', port = ''] = endpoint.split(':')
  const socket = connect({ host, port: Number(port), noDelay: true, allowHalfOpen: true })
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

async function echoedInMs(socket: Socket, bytes: number): Promise<number> {
  const startMs = performance.now()
  let seen = 0
  socket.on('data', (chunk) => (seen += chunk.length))
  socket.write(Buffer.alloc(bytes, 1))
  await until(`${bytes} bytes have come back`, () => seen >= bytes, { everyMs: 1 })
  socket.removeAllListeners('data')
  return performance.now() - startMs
}

test('a proxy passes everything on, and both ends of a connection', async () => {
  await using proxy = await lab.proxy(await echoServer())
  const socket = await dial(proxy.endpoint)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  const sent = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * 31) & 0xff))
  socket.end(sent)
  await once(socket, 'end')
  const received = Buffer.concat(chunks)
  expect(received.subarray(0, -3).equals(sent)).toBe(true)
  expect(received.subarray(-3).toString()).toBe('bye')
})

test('a delay is paid in each direction', async () => {
  await using proxy = await lab.proxy(await echoServer())
  const socket = await dial(proxy.endpoint)
  proxy.delay(300)
  expect(await echoedInMs(socket, 10)).toBeGreaterThanOrEqual(599)
  await proxy.restore()
  expect(await echoedInMs(socket, 10)).toBeLessThan(300)
})

test('a throttled line takes as long as its bytes', async () => {
  await using proxy = await lab.proxy(await echoServer())
  const socket = await dial(proxy.endpoint)
  proxy.throttle(100_000)
  // the throttle of the way back starts with the first bytes, so it adds little
  expect(await echoedInMs(socket, 30_000)).toBeGreaterThanOrEqual(299)
})

test('a cut resets what is open and refuses what comes, until it is restored', async () => {
  await using proxy = await lab.proxy(await echoServer())
  const socket = await dial(proxy.endpoint)
  const failed = once(socket, 'error')
  await proxy.cut()
  const [reset] = (await failed) as [NodeJS.ErrnoException]
  expect(reset.code).toBe('ECONNRESET')
  await expect(dial(proxy.endpoint)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await proxy.restore()
  expect(await echoedInMs(await dial(proxy.endpoint), 10)).toBeGreaterThan(0)
})

test('what hangs is accepted and stays unanswered, then arrives when restored', async () => {
  await using proxy = await lab.proxy(await echoServer())
  const before = await dial(proxy.endpoint)
  proxy.hang()
  const after = await dial(proxy.endpoint)
  const heard: string[] = []
  for (const socket of [before, after]) {
    socket.on('data', (chunk) => heard.push(chunk.toString()))
    socket.write('hello')
  }
  await until('both are connected', () => proxy.connections === 2)
  await expect(until('something comes back', () => heard.length > 0, { withinMs: 200 })).rejects.toThrow()
  await proxy.restore()
  await until('both are answered', () => heard.length === 2)
})

test('a proxy in front of nothing resets', async () => {
  const target = await lab.silent()
  await target[Symbol.asyncDispose]()
  await using proxy = await lab.proxy(target.endpoint)
  const socket = await dial(proxy.endpoint)
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException]
  expect(error.code).toBe('ECONNRESET')
})

test('a silent server accepts and says nothing', async () => {
  await using odd = await lab.silent()
  const socket = await dial(odd.endpoint)
  let heard = 0
  socket.on('data', (chunk) => (heard += chunk.length))
  socket.write('hello?')
  await until('it is connected', () => odd.connections === 1)
  await expect(until('it speaks', () => heard > 0, { withinMs: 150 })).rejects.toThrow()
})

test('a babbler answers with its text, or greets with it', async () => {
  await using http = await lab.babbler('HTTP/1.1 400 Bad Request\r\n\r\n')
  const asked = await dial(http.endpoint)
  asked.write(Buffer.from([0, 0, 0, 9]))
  const [answer] = (await once(asked, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP/)
  await using ssh = await lab.babbler('SSH-2.0-x\r\n', { greets: true, closes: false })
  const greeted = await dial(ssh.endpoint)
  const [greeting] = (await once(greeted, 'data')) as [Buffer]
  expect(greeting.toString()).toBe('SSH-2.0-x\r\n')
})
