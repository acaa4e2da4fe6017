import { once } from 'node:events'
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import type { Start } from '../../../../src/main/shell/messages.ts'
import { portCarrier } from '../../../../src/shared/rpc/carrier.ts'
import { createClient } from '../../../../src/shared/rpc/client.ts'

/** Gives a thread what Electron gives a utility process: `process.parentPort`, and ports that bring events. */
const utilityProcess = (entry: URL) => `
  const { EventEmitter } = require('node:events')
  const { parentPort } = require('node:worker_threads')
  const shell = new EventEmitter()
  shell.postMessage = (message) => parentPort.postMessage(message)
  const dressed = (port) => {
    const main = new EventEmitter()
    port.on('message', (data) => main.emit('message', { data, ports: [] }))
    port.on('close', () => main.emit('close'))
    return Object.assign(main, {
      postMessage: (message) => port.postMessage(message),
      start: () => port.start(),
      close: () => port.close(),
    })
  }
  parentPort.on('message', ({ data, ports }) => shell.emit('message', { data, ports: ports.map(dressed) }))
  process.parentPort = shell
  void import(${JSON.stringify(entry.href)})
`

test('the collector opens the core when told, serves a window over its port, and ends when told', async () => {
  using home = mkdtempDisposableSync(join(tmpdir(), 'orrery-collector-'))
  const entry = new URL('../../../../src/main/collector.ts', import.meta.url)
  const collector = new Worker(utilityProcess(entry), {
    eval: true,
    env: { ...process.env, ORRERY_HOME: home.path },
  })
  onTestFinished(async () => void (await collector.terminate()))
  const heard: unknown[] = []
  collector.on('message', (message) => heard.push(message))
  const start: Start = { kind: 'start', resourcesFolder: join(home.path, 'none'), args: [], archives: [] }
  collector.postMessage({ data: start, ports: [] })

  const { port1, port2 } = new MessageChannel()
  collector.postMessage({ data: { kind: 'window' }, ports: [port2] }, [port2])
  const client = createClient(() => Promise.resolve(portCarrier(port1)))
  expect(await client.call('app.info')).toMatchObject({
    host: 'electron',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  })
  expect(await client.call('targets.list')).toEqual([])
  expect((await client.call('store.info')).file).toContain(home.path)

  client.close()
  collector.postMessage({ data: { kind: 'stop' }, ports: [] })
  expect(await once(collector, 'exit')).toEqual([0])
  expect(heard).toEqual([])
}, 30_000)
