import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { HttpLine } from '../../../../../src/main/systems/base/http-line.ts'
import { Meter } from '../../../../../src/main/systems/base/meter.ts'

const never = new AbortController().signal
let held = new AsyncDisposableStack()
afterEach(async () => {
  await held.disposeAsync()
  held = new AsyncDisposableStack()
})

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  held.defer(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

function lineTo(address: string, credentials?: { username: string; password: string }) {
  const meter = new Meter(address)
  const way = { tls: undefined, credentials, headers: { origin: `http://${address}` } }
  const line = new HttpLine(address, way, meter)
  held.defer(() => line[Symbol.dispose]())
  return { line, meter }
}

test('asks with the credentials and headers it was given, and counts what it cost', async () => {
  const address = await serving((request, response) => {
    const { authorization, origin } = request.headers
    response.end(JSON.stringify({ authorization, origin, url: request.url, method: request.method }))
  })
  const { line, meter } = lineTo(address, { username: 'guest', password: 'geheim' })

  const answer = await line.json({ path: '/api/overview?x=1' }, 5000, never)

  expect(answer).toEqual({
    authorization: `Basic ${Buffer.from('guest:geheim').toString('base64')}`,
    origin: `http://${address}`,
    url: '/api/overview?x=1',
    method: 'GET',
  })
  const cost = meter.take()
  expect(cost.requests).toBe(1)
  expect(cost.receivedBytes).toBe(JSON.stringify(answer).length)
})

test('posts a body as JSON', async () => {
  const address = await serving((request, response) => {
    request.setEncoding('utf8')
    request.on('data', (text: string) => response.end(text))
  })

  expect(await lineTo(address).line.json({ path: '/', body: { a: [1, 'ä'] } }, 5000, never)).toEqual({
    a: [1, 'ä'],
  })
})

test('unpacks what comes compressed, and counts what was carried', async () => {
  const text = JSON.stringify('x'.repeat(50_000))
  const address = await serving((_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text)),
  )
  const { line, meter } = lineTo(address)

  expect((await line.ask({ path: '/', gzip: true }, 5000, never)).text).toBe(text)
  expect(meter.take().receivedBytes).toBeLessThan(1000)
})

test.each([
  [401, 'auth'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [503, 'unsupported'],
])('a refusal with %i is an error of the kind %s', async (status, code) => {
  const address = await serving((_, response) => response.writeHead(status).end('no'))

  await expect(lineTo(address).line.json({ path: '/x' }, 5000, never)).rejects.toMatchObject({ code })
})

test('what hangs costs its deadline, and says who it is and what it was asked', async () => {
  const address = await serving(() => undefined)

  await expect(lineTo(address).line.ask({ path: '/api/nodes?x' }, 50, never)).rejects.toMatchObject({
    code: 'timeout',
    message: `No answer from ${address} to /api/nodes in 50 ms`,
  })
})

test('a server that cuts an idle connection is asked again on a new one', async () => {
  let asked = 0
  const address = await serving((request, response) => {
    asked += 1
    response.end('1')
    // closed once the answer is out, without telling in a header
    response.on('finish', () => setImmediate(() => request.socket.resetAndDestroy()))
  })
  const { line } = lineTo(address)

  for (let i = 0; i < 5; i++) expect(await line.json({ path: '/' }, 5000, never)).toBe(1)
  expect(asked).toBe(5)
})

test('nothing that listens, something else that listens, and no JSON have each their word', async () => {
  const babble = createTcpServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-x\r\n'))
  await new Promise<void>((resolve) => babble.listen(0, '127.0.0.1', resolve))
  held.defer(() => void babble.close())
  const babbling = `127.0.0.1:${(babble.address() as AddressInfo).port}`
  const page = await serving((_, response) => response.end('<html>'))

  await expect(lineTo('127.0.0.1:1').line.json({ path: '/' }, 5000, never)).rejects.toMatchObject({
    code: 'refused',
  })
  await expect(lineTo(babbling).line.json({ path: '/' }, 5000, never)).rejects.toMatchObject({
    code: 'protocol',
  })
  await expect(lineTo(page).line.json({ path: '/' }, 5000, never)).rejects.toMatchObject({ code: 'protocol' })
})
