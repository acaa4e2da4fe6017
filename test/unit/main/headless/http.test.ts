import { once } from 'node:events'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openWindowServer, type WindowServer } from '../../../../src/main/headless/http/server.ts'

let folder: string
let server: WindowServer
let carriers = 0
let archives: { readonly received: string; readonly made: string }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-test-'))
  const page = join(folder, 'page')
  await mkdir(join(page, 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(page, 'index.html'), '<html>the page</html>')
  await writeFile(join(page, 'assets/a b.js'), 'let a')
  await symlink(join(folder, 'secret.txt'), join(page, 'link.txt'))
  await symlink(folder, join(page, 'up'))
  archives = { received: join(folder, 'received'), made: join(folder, 'made') }
  server = await openWindowServer({ port: 0, folder: page, archives, onCarrier: () => carriers++ })
})

afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A raw request: the path goes out as it is, the headers are ours alone. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const sent = request({
    host: '127.0.0.1',
    port: server.port,
    path,
    method,
    headers: { host: hostName(), ...headers },
  })
  sent.end()
  const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage]
  let body = ''
  for await (const chunk of response) body += String(chunk)
  return { status: response.statusCode ?? 0, headers: response.headers, body }
}

const hostName = () => `127.0.0.1:${server.port}`

async function cookie(): Promise<string> {
  const { headers } = await ask(new URL(server.address).search.replace(/^/, '/'))
  return String(headers['set-cookie']).split(';')[0] ?? ''
}

describe('the token', () => {
  test('is exchanged for a strict cookie, and does not stay in the address', async () => {
    const { status, headers } = await ask(`/topics?x=1&${new URL(server.address).search.slice(1)}`)
    expect(status).toBe(303)
    expect(headers['location']).toBe('/topics?x=1')
    expect(String(headers['set-cookie'])).toMatch(
      /^orrery-\d+=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict$/,
    )
  })

  test('is not the cookie, and the cookie is not the token', async () => {
    const token = new URL(server.address).searchParams.get('token') ?? ''
    const [name, secret] = (await cookie()).split('=')
    expect(secret).not.toBe(token)
    expect((await ask('/', { cookie: `${name}=${token}` })).status).toBe(401)
    expect((await ask(`/?token=${secret}`)).status).toBe(401)
  })

  test('cannot be made to lead elsewhere', async () => {
    for (const path of ['//evil.example/', '/\\evil.example/', '///evil.example'])
      expect((await ask(`${path}?${new URL(server.address).search.slice(1)}`)).headers['location']).toMatch(
        /^\/(?![/\\])/,
      )
  })

  test.each(['/', '/?token=', '/?token=wrong', '/index.html', '/assets/a%20b.js', '/rpc'])(
    '%s without it is refused, and says how to get in',
    async (path) => {
      const { status, body, headers } = await ask(path)
      expect(status).toBe(401)
      expect(body).toContain('orrery serve')
      expect(headers['set-cookie']).toBeUndefined()
    },
  )
})

describe('with the cookie', () => {
  test('the page and its files come, and every other address is the page', async () => {
    const headers = { cookie: `other=1; ${await cookie()}; more=2` }
    expect(await ask('/', headers)).toMatchObject({ status: 200, body: '<html>the page</html>' })
    expect(await ask('/kafka/topics/x?at=1', headers)).toMatchObject({
      status: 200,
      body: '<html>the page</html>',
    })
    expect(await ask('/assets/a%20b.js', headers)).toMatchObject({ status: 200, body: 'let a' })
    expect((await ask('/assets/none.js', headers)).status).toBe(404)
    expect((await ask('/', headers, 'POST')).status).toBe(405)
  })

  test('a file built meanwhile comes too', async () => {
    const headers = { cookie: await cookie() }
    await writeFile(join(folder, 'page/assets/new.js'), 'new')
    await expect.poll(async () => (await ask('/assets/new.js', headers)).status, { timeout: 5_000 }).toBe(200)
  })

  test('nothing outside of the folder is served', async () => {
    const headers = { cookie: await cookie() }
    const paths = [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/link.txt',
      '/up/secret.txt',
      '//etc/passwd.txt',
      '/%00.txt',
      '/%zz.txt',
    ]
    for (const path of paths) {
      const { status, body } = await ask(path, headers)
      expect([path, status]).toEqual([path, 404])
      expect(body).not.toContain('secret')
    }
  })

  test('a browser may run nothing but our own files', async () => {
    const { headers } = await ask('/', { cookie: await cookie() })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'self';")
    expect(policy).toContain(`connect-src 'self' ws://${hostName()};`)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-eval')
    expect(policy).not.toMatch(/script-src/)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
  })
})

describe('a page of another site', () => {
  test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example'])(
    'under the host name %s is refused, with cookie and token',
    async (host) => {
      const token = new URL(server.address).search.slice(1)
      expect((await ask(`/?${token}`, { host, cookie: await cookie() })).status).toBe(403)
    },
  )

  test.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1'])(
    'of the origin %s is refused',
    async (origin) => {
      expect((await ask('/', { origin, cookie: await cookie() })).status).toBe(403)
    },
  )

  test('every name of loopback is fine', async () => {
    for (const name of ['localhost', '127.0.0.1', '[::1]'])
      expect((await ask('/', { host: `${name}:${server.port}`, cookie: await cookie() })).status).toBe(200)
  })
})

/** The status that a WebSocket's opening was answered with. */
async function upgrade(path: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers })
  const opened = once(socket, 'open').then(() => 101)
  const refused = new Promise<number>((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
  })
  const status = await Promise.race([opened, refused])
  socket.on('error', () => undefined)
  socket.terminate()
  return status
}

describe('the socket', () => {
  test('opens for our own page only', async () => {
    const good = { origin: `http://${hostName()}`, cookie: await cookie() }
    const token = new URL(server.address).search
    const before = carriers
    expect(await upgrade('/rpc', good)).toBe(101)
    expect(carriers).toBe(before + 1)
    expect(await upgrade('/rpc', { origin: good.origin })).toBe(401)
    expect(await upgrade(`/rpc${token}`, { origin: good.origin })).toBe(401)
    expect(await upgrade('/rpc', { origin: good.origin, cookie: 'orrery=1' })).toBe(401)
    expect(await upgrade('/rpc', { cookie: good.cookie })).toBe(403)
    expect(await upgrade('/rpc', { ...good, origin: 'http://evil.example' })).toBe(403)
    expect(await upgrade('/rpc', { ...good, host: `evil.example:${server.port}` })).toBe(403)
    // the page resolved its own name to us: origin and host agree, and are not ours
    expect(await upgrade('/rpc', { ...good, host: 'evil.example', origin: 'http://evil.example' })).toBe(403)
    expect(await upgrade('/other', good)).toBe(404)
    expect(carriers).toBe(before + 1)
  })

  test('survives whatever else is sent to it', async () => {
    for (const text of [
      '\0\x01\x02',
      'GET //[ HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
    ]) {
      const socket = connect(server.port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.end(text)
      socket.resume()
      await once(socket, 'close')
    }
    expect((await ask('/', { cookie: await cookie() })).status).toBe(200)
  })
})

test('a port that is taken is said in one clear line', async () => {
  const again = openWindowServer({ port: server.port, folder, archives, onCarrier: () => undefined })
  await expect(again).rejects.toMatchObject({
    code: 'refused',
    message: `Port ${server.port} is taken by another program`,
  })
})

test('only loopback listens', async () => {
  const { networkInterfaces } = await import('node:os')
  const others = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
  for (const { address } of others) {
    const socket = connect(server.port, address)
    const refused = await new Promise((resolve) =>
      socket.on('error', () => resolve(true)).on('connect', () => resolve(false)),
    )
    socket.destroy()
    expect(refused).toBe(true)
  }
})
