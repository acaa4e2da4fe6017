import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import type { AskedOfShell } from '../../../../src/main/shell/answer-shell.ts'
import type { AskedDialogs } from '../../../../src/main/shell/asked-dialogs.ts'
import { answerShell, type Served } from '../../../../src/main/shell/answer-shell.ts'
import { dressPort } from '../../../../src/main/shell/port.ts'
import { OrreryError } from '../../../../src/shared/base/errors.ts'
import { portCarrier } from '../../../../src/shared/rpc/carrier.ts'
import { createClient } from '../../../../src/shared/rpc/client.ts'
import type { Handlers, Sources } from '../../../../src/shared/rpc/serve.ts'
import { PortDouble } from './electron-double.ts'

class ShellDouble extends EventEmitter {
  readonly heard: unknown[] = []

  postMessage(message: unknown): void {
    this.heard.push(message)
  }

  says(message: unknown, ports: readonly PortDouble[] = []): void {
    this.emit('message', { data: message, ports })
  }

  /** A window asks; its client. */
  window() {
    const [page, core] = [new PortDouble(), new PortDouble()]
    page.peer = core
    core.peer = page
    this.says({ kind: 'window' }, [core])
    return createClient(() => Promise.resolve(portCarrier(dressPort(page))))
  }
}

/** A core that answers one question, and tells when it was closed. */
function coreDouble() {
  const seen = { closed: false, arrived: [] as string[] }
  const info = { version: '1.2.3', host: 'electron', platform: 'linux' } as const
  const core: Served = {
    handlers: { 'app.info': () => Promise.resolve(info) } as unknown as Handlers,
    sources: {} as Sources,
    archives: { arrive: (path) => Promise.resolve(void seen.arrived.push(path)) },
    [Symbol.asyncDispose]: () => Promise.resolve(void (seen.closed = true)),
  }
  return { core, info, seen }
}

const start = { kind: 'start', resourcesFolder: '/app/resources', args: ['--lab'], archives: ['/a.orrery'] }

test('windows are answered by the core, also those that asked before it was open', async () => {
  const shell = new ShellDouble()
  const { core, info, seen } = coreDouble()
  const given: unknown[] = []
  const ended = answerShell(shell, (message) => {
    given.push(message)
    return Promise.resolve(core)
  })
  const early = shell.window()
  shell.says(start)
  const late = shell.window()
  expect(await Promise.all([early.call('app.info'), late.call('app.info')])).toEqual([info, info])
  expect(given).toEqual([start])

  early.close()
  late.close()
  expect(seen.closed).toBe(false)
  shell.says({ kind: 'stop' })
  await ended
  expect(seen.closed).toBe(true)
})

test('a core that cannot be opened is told with what to do, and windows lose their line', async () => {
  const shell = new ShellDouble()
  const why = new OrreryError('storage', 'The history is in use', { fix: 'End the other Orrery.' })
  const ended = answerShell(shell, () => Promise.reject(why))
  shell.says(start)
  const client = shell.window()
  await expect(client.call('app.info')).rejects.toMatchObject({ code: 'refused' })
  expect(shell.heard).toEqual([
    { kind: 'failed', message: 'The history is in use', fix: 'End the other Orrery.' },
  ])
  client.close()
  shell.says({ kind: 'stop' })
  await ended
})

test('a collector that is ended before it was started just ends', async () => {
  const shell = new ShellDouble()
  const ended = answerShell(shell, () => Promise.reject(new Error('not to be opened')))
  shell.says({ kind: 'stop' })
  await ended
  expect(shell.heard).toEqual([])
})

test('archives that were double-clicked are opened once the core is, and later ones too', async () => {
  const shell = new ShellDouble()
  const { core, seen } = coreDouble()
  void answerShell(shell, () => Promise.resolve(core))
  shell.says(start)
  shell.says({ kind: 'open', paths: ['/b.orrery', '/c.orrery'] })
  await vi.waitFor(() => expect([...seen.arrived].sort()).toEqual(['/a.orrery', '/b.orrery', '/c.orrery']))
})

test('a dialog is asked of the shell, and answered by what the person chose', async () => {
  const shell = new ShellDouble()
  const { core } = coreDouble()
  const given = Promise.withResolvers<AskedDialogs>()
  void answerShell(shell, (_start, _tell, { dialogs }) => {
    given.resolve(dialogs)
    return Promise.resolve(core)
  })
  shell.says(start)
  const dialogs = await given.promise
  const saved = dialogs.saveArchive('x.orrery')
  const picked = dialogs.pickArchives()
  expect(shell.heard).toEqual([
    { kind: 'dialog', id: 1, dialog: { is: 'save', name: 'x.orrery' } },
    { kind: 'dialog', id: 2, dialog: { is: 'open' } },
  ])
  shell.says({ kind: 'chosen', id: 2, paths: ['/b.orrery'] })
  shell.says({ kind: 'chosen', id: 1, paths: [] })
  expect(await Promise.all([saved, picked])).toEqual([undefined, ['/b.orrery']])
})

test('a page is printed by the shell, or it says why not', async () => {
  const shell = new ShellDouble()
  const { core } = coreDouble()
  const given = Promise.withResolvers<AskedOfShell>()
  void answerShell(shell, (_start, _tell, asked) => {
    given.resolve(asked)
    return Promise.resolve(core)
  })
  shell.says(start)
  const { prints } = await given.promise
  const [good, bad] = [prints.print('<p>1'), prints.print('<p>2')]
  expect(shell.heard).toEqual([
    { kind: 'print', id: 1, html: '<p>1' },
    { kind: 'print', id: 2, html: '<p>2' },
  ])
  shell.says({ kind: 'printed', id: 2, made: { error: 'no printer' } })
  shell.says({ kind: 'printed', id: 1, made: { pdf: new Uint8Array([1]) } })
  await expect(good).resolves.toEqual(new Uint8Array([1]))
  await expect(bad).rejects.toMatchObject({ code: 'unsupported', fix: expect.stringContaining('HTML') })
})
