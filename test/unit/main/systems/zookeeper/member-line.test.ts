import { createServer as createHttpServer } from 'node:http'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, afterEach, expect, test } from 'vitest'
import { Dialer } from '../../../../../src/main/systems/base/dialer.ts'
import { AdminDoor } from '../../../../../src/main/systems/zookeeper/ask/admin.ts'
import { MemberLine } from '../../../../../src/main/systems/zookeeper/member-line.ts'
import { reply } from './replies.ts'

const signal = new AbortController().signal
const held = new AsyncDisposableStack()
const closers: (() => void)[] = []
afterAll(() => held.disposeAsync())
afterEach(() => closers.splice(0).forEach((close) => close()))

const srvr = reply('follower-srvr.txt').text
const refused = (word: string) => `${word} is not executed because it is not in the whitelist.\n`

/** A server on loopback that answers each four-letter word as told; undefined: it says nothing. */
async function answering(answer: (word: string) => string | undefined): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (word) => {
      const text = answer(word.toString())
      if (text !== undefined) socket.end(text)
    })
    closers.push(() => socket.destroy())
  })
  return listening(server)
}

/** An AdminServer of the member at that port. */
async function admin(clientPort: number): Promise<string> {
  const server = createHttpServer((request, response) => {
    const command = request.url?.replace('/commands/', '') ?? ''
    response.end(
      JSON.stringify(
        command === 'configuration' ? { client_port: clientPort, server_id: 2 } : { command, error: null },
      ),
    )
  })
  return listening(server)
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Its AdminServers were given, not guessed: a stall of this machine is no answer. */
function lineTo(endpoint: string, candidates: readonly string[] = []): MemberLine {
  const dialer = new Dialer(undefined)
  const adminDoor = held.use(new AdminDoor(undefined))
  const isAdminGiven = candidates.length > 0
  return held.use(new MemberLine(endpoint, { dialer, adminDoor, candidates: () => candidates, isAdminGiven }))
}

test('one that hangs costs its deadline once', async () => {
  const line = lineTo(await answering(() => undefined))
  const timed = async () => {
    const started = performance.now()
    const { failures } = await line.observe(['srvr'], signal)
    return { ms: performance.now() - started, code: failures.srvr?.code }
  }
  const first = await timed()
  expect(first.code).toBe('timeout')
  expect(first.ms).toBeGreaterThan(1400)
  for (let i = 0; i < 3; i++) {
    const next = await timed()
    expect(next.code).toBe('timeout')
    expect(next.ms).toBeLessThan(500)
  }
})

/** A frozen process on loopback whose queue of connections is full: what is sent to it is dropped. */
async function deaf(): Promise<string> {
  const listen = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
    process.stdout.write(String(this.address().port)) })`
  const child = spawn(process.execPath, ['-e', listen], { stdio: ['ignore', 'pipe', 'ignore'] })
  closers.push(() => child.kill('SIGKILL'))
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  child.kill('SIGSTOP')
  const port = Number(said.toString())
  const fillers = Array.from({ length: 6 }, () => connect(port, '127.0.0.1').on('error', () => undefined))
  closers.push(() => fillers.forEach((filler) => filler.destroy()))
  await Promise.race(fillers.slice(1).map((filler) => once(filler, 'connect')))
  return `127.0.0.1:${port}`
}

test.skipIf(process.platform === 'win32')(
  'one that takes no connection is told from one that takes it and hangs',
  async () => {
    const hung = lineTo(await answering(() => undefined)).observe(['srvr'], signal)
    const off = lineTo(await deaf()).observe(['srvr'], signal)
    expect((await hung).failures.srvr).not.toHaveProperty('unaccepted')
    expect((await off).failures.srvr).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('took no connection') as string,
      unaccepted: true,
    })
  },
)

test('what is not on the whitelist is asked of the AdminServer that says it is this member’s', async () => {
  const endpoint = await answering((word) => (word === 'srvr' ? srvr : refused(word)))
  const port = Number(endpoint.split(':')[1])
  const [other, own] = [await admin(port + 1), await admin(port)]
  const member = await lineTo(endpoint, [other, own]).observe(['srvr', 'mntr'], signal)
  expect(member.admin).toBe(own)
  expect(member.replies.srvr?.door).toBe('4lw')
  expect(member.replies.mntr?.door).toBe('admin')
  expect(member.failures).toEqual({})
})

test('what neither door answers is a gap with the setting, also in samples that don’t knock', async () => {
  const words: string[] = []
  const endpoint = await answering((word) => {
    words.push(word)
    return word === 'srvr' ? srvr : refused(word)
  })
  const line = lineTo(endpoint, ['127.0.0.1:1'])
  await line.observe(['srvr', 'mntr', 'conf'], signal)
  words.length = 0
  const member = await line.observe(['srvr'], signal)
  expect(words).toEqual(['srvr'])
  expect(member.failures.mntr).toMatchObject({
    code: 'forbidden',
    fix: expect.stringContaining('4lw.commands.whitelist=') as string,
  })
  line.lookAnew()
  await line.observe(['srvr', 'mntr'], signal)
  expect(words).toContain('mntr')
})

test('what only AdminServer knows is asked where one is known or looked for, and is no gap where it isn’t', async () => {
  const endpoint = await answering(() => srvr)
  const own = await admin(Number(endpoint.split(':')[1]))
  const line = lineTo(endpoint, [own])
  const member = await line.observe(['srvr'], signal)
  expect(await line.askAdminAlso(member, ['zabstate'], false, signal)).toEqual(member)
  const more = await line.askAdminAlso(member, ['zabstate'], true, signal)
  expect(more).toMatchObject({ admin: own, replies: { srvr: { door: '4lw' }, zabstate: { door: 'admin' } } })
  const none = lineTo(endpoint, ['127.0.0.1:1'])
  const alone = await none.observe(['srvr'], signal)
  expect(await none.askAdminAlso(alone, ['zabstate'], true, signal)).toEqual(alone)
})

test('who it is stays known while it doesn’t serve', async () => {
  let serves = true
  const endpoint = await answering((word) => {
    if (!serves) return reply('not-serving.txt').text
    return word === 'conf' ? reply('follower-conf.txt').text : srvr
  })
  const line = lineTo(endpoint)
  await line.observe(['srvr', 'conf'], signal)
  serves = false
  const member = await line.observe(['srvr', 'conf'], signal)
  expect(member.replies.srvr?.text).toContain('not currently serving')
  expect(member.replies.conf?.text).toContain('serverId=2')
})

test('one that closes without a word doesn’t speak ZooKeeper', async () => {
  const member = await lineTo(await answering(() => '')).observe(['srvr'], signal)
  expect(member.failures.srvr).toMatchObject({ code: 'protocol' })
})
