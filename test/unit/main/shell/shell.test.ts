import { once } from 'node:events'
import type { MessagePortMain } from 'electron'
import { afterEach, expect, test, vi } from 'vitest'
import { runShell } from '../../../../src/main/shell/shell.ts'
import { portChannel, askPortChannel } from '../../../../src/shared/rpc/window-line.ts'
import { electronDouble } from './electron-double.ts'

const files = {
  page: '/app/out/renderer/index.html',
  preload: '/app/out/preload/index.cjs',
  collector: '/app/out/main/collector.js',
  resourcesFolder: '/app/resources',
  args: ['--lab'],
}

async function started() {
  const double = electronDouble()
  await runShell(double.electron, files)
  const [window, collector] = [double.windows[0], double.processes[0]]
  if (window === undefined || collector === undefined) throw new Error('no window or no collector')
  return { ...double, window, collector }
}

afterEach(() => vi.useRealTimers())

test('opens one sandboxed, isolated window, and shows it when there is something to see', async () => {
  const { window } = await started()
  expect(window.options.webPreferences).toEqual({
    preload: files.preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
  })
  expect(window.calls).toEqual([`load ${files.page}`])
  window.emit('ready-to-show')
  expect(window.calls.at(-1)).toBe('show')
})

test('a second start ends itself, and brings the first one forward', async () => {
  const second = electronDouble()
  second.app.isFirst = false
  await runShell(second.electron, files)
  expect([second.windows.length, second.processes.length, second.app.ended]).toEqual([0, 0, true])

  const first = await started()
  first.window.calls.push('minimized')
  first.app.emit('second-instance', {}, ['orrery'], '/home')
  expect(first.window.calls.slice(-3)).toEqual(['restore', 'show', 'focus'])
})

test('tells the collector where things lie and what was asked on the command line', async () => {
  const { collector } = await started()
  expect(collector.file).toBe(files.collector)
  expect(collector.received[0]?.message).toEqual({
    kind: 'start',
    resourcesFolder: files.resourcesFolder,
    args: ['--lab'],
    archives: [],
  })
})

test('archives on the command line, of a second start and of a double click come to the collector', async () => {
  const double = electronDouble()
  const args = ['--lab', '/a.orrery', 'kafka://h:9092', 'orders']
  const running = runShell(double.electron, { ...files, args })
  // macOS tells before the program is ready
  const event = { prevented: false, preventDefault: () => void (event.prevented = true) }
  double.app.emit('open-file', event, '/b.orrery')
  await running
  const [collector, window] = [double.processes[0], double.windows[0]]
  expect(collector?.received[0]?.message).toMatchObject({
    args: ['--lab', 'kafka://h:9092', 'orders'],
    archives: ['/a.orrery', '/b.orrery'],
  })
  double.app.emit('open-file', event, '/c.orrery')
  double.app.emit('second-instance', {}, ['/app/orrery', '--flag', 'd.orrery'], '/home/me')
  const opened = collector?.received.flatMap(({ message }) => Reflect.get(message as object, 'paths') ?? [])
  expect([event.prevented, opened]).toEqual([true, ['/c.orrery', '/home/me/d.orrery']])
  expect(window?.calls.at(-1)).toBe('focus')
})

test('archives are chosen from the menu, and saved where the person says', async () => {
  const { seen, collector } = await started()
  const last = () => collector.received.at(-1)?.message
  seen.chosen.push('/a.orrery')
  const file = seen.menus[0]?.find(({ label }) => label === 'File')
  file?.submenu?.[0]?.click?.()
  await vi.waitFor(() => expect(last()).toEqual({ kind: 'open', paths: ['/a.orrery'] }))
  seen.chosen[0] = '/home/me/mine'
  collector.emit('message', { kind: 'dialog', id: 7, dialog: { is: 'save', name: 'orders.orrery' } })
  await vi.waitFor(() => expect(last()).toEqual({ kind: 'chosen', id: 7, paths: ['/home/me/mine.orrery'] }))
  seen.chosen.length = 0
  collector.emit('message', { kind: 'dialog', id: 8, dialog: { is: 'save', name: 'orders.orrery' } })
  await vi.waitFor(() => expect(last()).toEqual({ kind: 'chosen', id: 8, paths: [] }))
  expect(seen.proposed).toEqual(['orders.orrery', 'orders.orrery'])
})

test('the page stays where it is, and what it opens goes to the browser', async () => {
  const { window, seen } = await started()
  const page = window.webContents
  expect([page.goes('will-navigate'), page.goes('will-attach-webview')]).toEqual([false, false])
  for (const url of [
    'https://kafka.apache.org/documentation/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'nonsense',
  ])
    expect(page.onOpen?.({ url })).toEqual({ action: 'deny' })
  expect(seen.opened).toEqual(['https://kafka.apache.org/documentation/'])
})

test('the page may write to the clipboard, and is refused everything else', async () => {
  const page = (await started()).window.webContents
  for (const may of [page.mayUse, page.mayCheck]) {
    expect(may?.('clipboard-sanitized-write')).toBe(true)
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal'])
      expect(may?.(permission), permission).toBe(false)
  }
})

test('each ask gets a fresh line from the page straight to the collector', async () => {
  const { ipcMain, window, collector } = await started()
  const lines: (readonly [MessagePortMain | undefined, MessagePortMain | undefined])[] = []
  for (let asked = 1; asked <= 2; asked++) {
    ipcMain.emit(askPortChannel, { sender: window.webContents })
    const [posted, handed] = [window.webContents.posted.at(-1), collector.received.at(-1)]
    expect([posted?.channel, handed?.message]).toEqual([portChannel, { kind: 'window' }])
    lines.push([posted?.ports[0], handed?.ports[0]])
  }
  const [page, core] = lines[1] ?? []
  if (page === undefined || core === undefined) throw new Error('no line')
  core.start()
  page.postMessage({ columns: new Float64Array([1, Number.NaN]) })
  const [event] = (await once(core, 'message')) as [{ readonly data: unknown }]
  expect(event.data).toEqual({ columns: new Float64Array([1, Number.NaN]) })
  expect(lines[0]?.[0]).not.toBe(page)
})

test('a crashed collector is started again; thrice within a minute is told', async () => {
  vi.useFakeTimers()
  const { processes, seen } = await started()
  for (let crash = 1; crash <= 3; crash++) processes.at(-1)?.emit('exit', 139)
  expect(processes).toHaveLength(3)
  expect(seen.errors).toHaveLength(1)
})

test('crashes far apart are forgiven', async () => {
  vi.useFakeTimers()
  const { processes, seen } = await started()
  for (let crash = 1; crash <= 5; crash++) {
    vi.advanceTimersByTime(31_000)
    processes.at(-1)?.emit('exit', 139)
  }
  expect([processes.length, seen.errors.length]).toEqual([6, 0])
})

test('quitting waits until the collector has ended', async () => {
  const { app, collector, processes } = await started()
  app.quit()
  expect([app.ended, collector.kinds().at(-1)]).toEqual([false, 'stop'])
  collector.emit('exit', 0)
  await vi.waitFor(() => expect(app.ended).toBe(true))
  expect(processes).toHaveLength(1)
})

test('a collector that does not end in time is ended', async () => {
  vi.useFakeTimers()
  const { app, collector } = await started()
  app.quit()
  // a run that is under way is cleaned up meanwhile
  await vi.advanceTimersByTimeAsync(11_000)
  expect([collector.killed, app.ended]).toEqual([false, false])
  await vi.advanceTimersByTimeAsync(1_000)
  expect([collector.killed, app.ended]).toEqual([true, true])
})

test('shows what the collector has to say, and a click brings the window', async () => {
  const { collector, seen, window } = await started()
  collector.emit('message', { kind: 'notify', title: 'Broker 2 is down', body: 'prod' })
  expect(seen.notes.map(({ title, shown }) => [title, shown])).toEqual([['Broker 2 is down', true]])
  seen.notes[0]?.emit('click')
  expect(window.calls.at(-1)).toBe('focus')
  collector.emit('message', { kind: 'failed', message: 'The disk is full', fix: 'Make room' })
  expect(seen.errors).toEqual(['Orrery cannot collect: The disk is full\nMake room'])
})

test('a closed window opens anew when the program is called', async () => {
  const { app, window, windows } = await started()
  window.emit('closed')
  app.emit('activate')
  expect(windows).toHaveLength(2)
})

test('a page is printed in a window that nobody sees and that runs nothing', async () => {
  const { collector, windows } = await started()
  collector.emit('message', { kind: 'print', id: 7, html: '<p>report' })
  await vi.waitFor(() => expect(collector.kinds()).toContain('printed'))
  expect(collector.received.at(-1)?.message).toEqual({
    kind: 'printed',
    id: 7,
    made: { pdf: new Uint8Array([37, 80, 68, 70]) },
  })
  const hidden = windows[1]
  expect(hidden?.options).toMatchObject({ show: false, webPreferences: { sandbox: true, javascript: false } })
  expect(hidden?.calls.at(-1)).toBe('destroy')
})
