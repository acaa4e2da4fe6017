import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { type LineFault, openLine } from '../../../../src/main/experiments/proxy.ts'

const never = new AbortController().signal

/** A server that answers every chunk with `you said …`, and remembers what it heard. */
async function echo() {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      heard.push(String(chunk))
      socket.write(`you said ${String(chunk)}`)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    [Symbol.dispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

async function client(endpoint: string): Promise<Socket> {
  const socket = connect(Number(endpoint.split(':')[1]), '127.0.0.1')
  // a line that is broken while nobody waits for it is what these tests are about
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

async function ask(socket: Socket, words: string): Promise<string> {
  socket.write(words)
  const [answer] = await once(socket, 'data')
  return String(answer)
}

async function broken(socket: Socket): Promise<string> {
  const [error] = await once(socket, 'error')
  return (error as NodeJS.ErrnoException).code ?? ''
}

test('a line carries both ways, is cut, refuses, and is whole again at the same address', async () => {
  using server = await echo()
  const faults: LineFault[] = []
  await using line = await openLine(server.endpoint, (fault) => void faults.push(fault), never)
  const { endpoint } = line
  const first = await client(endpoint)
  expect(await ask(first, 'hello')).toBe('you said hello')
  const isBroken = broken(first)
  line.cut()
  expect(await isBroken).toBe('ECONNRESET')
  const refused = connect(Number(endpoint.split(':')[1]), '127.0.0.1')
  expect(await broken(refused)).toBe('ECONNRESET')
  line.restore()
  expect(line.endpoint).toBe(endpoint)
  expect(await ask(await client(endpoint), 'again')).toBe('you said again')
  expect(faults).toEqual(['cut', 'restore'])
})

test('answers are held while what is sent arrives, and come when it is restored', async () => {
  using server = await echo()
  await using line = await openLine(server.endpoint, () => undefined, never)
  const early = await client(line.endpoint)
  expect(await ask(early, 'before')).toBe('you said before')
  line.holdAnswers()
  const late = await client(line.endpoint)
  const answers = [once(early, 'data'), once(late, 'data')]
  early.write('one')
  late.write('two')
  await expect.poll(() => server.heard.toSorted()).toEqual(['before', 'one', 'two'])
  const isSilent = await Promise.race([
    ...answers,
    new Promise((resolve) => setTimeout(resolve, 100, 'silence')),
  ])
  expect(isSilent).toBe('silence')
  line.restore()
  expect((await Promise.all(answers)).map(String)).toEqual(['you said one', 'you said two'])
})

test('what was held and is cut is lost', async () => {
  using server = await echo()
  await using line = await openLine(server.endpoint, () => undefined, never)
  const socket = await client(line.endpoint)
  line.holdAnswers()
  const heard: string[] = []
  socket.on('data', (chunk) => void heard.push(String(chunk)))
  socket.write('write this down')
  await expect.poll(() => server.heard).toEqual(['write this down'])
  const isBroken = broken(socket)
  line.cut()
  expect(await isBroken).toBe('ECONNRESET')
  expect(heard).toEqual([])
})

test('a server that is not there breaks the line of the client, not the process', async () => {
  const { endpoint } = await echo().then((server) => {
    server[Symbol.dispose]()
    return server
  })
  await using line = await openLine(endpoint, () => undefined, never)
  expect(await broken(await client(line.endpoint))).toBe('ECONNRESET')
})
