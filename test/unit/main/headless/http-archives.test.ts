import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openWindowServer, type WindowServer } from '../../../../src/main/headless/http/server.ts'

let folder: string
let archives: { readonly received: string; readonly made: string }
let server: WindowServer
let cookie: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-test-'))
  archives = { received: join(folder, 'received'), made: join(folder, 'made') }
  await mkdir(archives.made)
  await writeFile(join(archives.made, 'a b.orrery'), 'made here')
  await writeFile(join(folder, 'secret.orrery'), 'secret')
  server = await openWindowServer({
    port: 0,
    folder: join(folder, 'page'),
    archives,
    onCarrier: () => undefined,
  })
  const { headers } = await ask('GET', new URL(server.address).search.replace(/^/, '/'))
  cookie = String(headers['set-cookie']).split(';')[0] ?? ''
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const own = () => ({ cookie, origin: `http://127.0.0.1:${server.port}` })

function send(method: string, path: string, headers: Record<string, string>) {
  const host = `127.0.0.1:${server.port}`
  return request({ host: '127.0.0.1', port: server.port, path, method, headers: { host, ...headers } })
}

async function ask(method: string, path: string, headers: Record<string, string> = {}, body = '') {
  const sent = send(method, path, headers)
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return { status: response.statusCode, headers: response.headers, text: text.trim() }
}

test('an archive is taken in whole, under a name that is free', async () => {
  const first = await ask('PUT', '/archives/mine%20too.orrery', own(), 'bytes')
  expect(first).toMatchObject({ status: 201, text: join(archives.received, 'mine too.orrery') })
  expect(await readFile(first.text, 'utf8')).toBe('bytes')
  const second = await ask('PUT', '/archives/mine%20too.orrery', own(), 'others')
  expect(second).toMatchObject({ status: 201, text: join(archives.received, 'mine too-2.orrery') })
})

test('half an archive is none', async () => {
  const sent = send('PUT', '/archives/half.orrery', { ...own(), 'content-length': '1000' })
  sent.on('error', () => undefined)
  sent.write('the beginning')
  const names = async () => readdir(archives.received)
  await vi.waitFor(async () => expect(await names()).toContain('half.orrery.part'))
  sent.destroy()
  await vi.waitFor(async () => expect((await names()).join()).not.toContain('half'))
})

test('one that is too large is refused at once', async () => {
  const sent = send('PUT', '/archives/large.orrery', { ...own(), 'content-length': String(5 * 2 ** 30) })
  sent.on('error', () => undefined)
  sent.flushHeaders()
  const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage]
  expect(response.statusCode).toBe(413)
  sent.destroy()
})

test.each([
  '/archives/',
  '/archives/..%2Fsecret.orrery',
  '/archives/..%5Csecret.orrery',
  '/archives/.orrery',
  '/archives/a.txt',
  '/archives/%00.orrery',
  '/archives/%zz.orrery',
  `/archives/${'x'.repeat(300)}.orrery`,
])('%s leads nowhere', async (path) => {
  for (const method of ['GET', 'PUT']) expect((await ask(method, path, own(), 'x')).status).toBe(400)
})

test('what was made here is given, as a file to keep', async () => {
  const { status, text, headers } = await ask('GET', '/archives/a%20b.orrery', { cookie })
  expect([status, text]).toEqual([200, 'made here'])
  expect(headers['content-disposition']).toBe("attachment; filename*=UTF-8''a%20b.orrery")
  expect((await ask('GET', '/archives/secret.orrery', { cookie })).status).toBe(404)
})

test('nobody else may send or take one', async () => {
  for (const method of ['GET', 'PUT']) expect((await ask(method, '/archives/a%20b.orrery')).status).toBe(401)
  const foreign = { cookie, origin: 'http://evil.example' }
  expect((await ask('PUT', '/archives/x.orrery', foreign, 'x')).status).toBe(403)
  expect((await ask('PUT', '/archives/x.orrery', { cookie }, 'x')).status).toBe(403)
  expect((await ask('DELETE', '/archives/a%20b.orrery', own())).status).toBe(405)
})
