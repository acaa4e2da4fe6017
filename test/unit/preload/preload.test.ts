import { EventEmitter } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { askPortChannel, droppedChannel, portChannel } from '../../../src/shared/rpc/window-line.ts'

const sent: string[] = []
const ipcRenderer = Object.assign(new EventEmitter(), { send: (channel: string) => void sent.push(channel) })
const webUtils = { getPathForFile: (file: { path: string }) => file.path }
vi.mock('electron', () => ({ ipcRenderer, webUtils }))

class PageDouble extends EventTarget {
  readonly posted: { readonly message: unknown; readonly ports: readonly unknown[] }[] = []

  postMessage(message: unknown, _origin: string, ports: readonly unknown[]): void {
    this.posted.push({ message, ports })
  }

  hears(data: unknown, source: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data, source }))
  }
}

afterEach(() => vi.unstubAllGlobals())

test('asks for a line only when its own page does, and hands over the port it gets', async () => {
  const page = new PageDouble()
  vi.stubGlobal('window', page)
  // by address: the file belongs to the browser's side of the project
  await import(new URL('../../../src/preload/index.ts', import.meta.url).href)

  page.hears(askPortChannel, { another: 'window' })
  page.hears('something else', page)
  expect(sent).toEqual([])
  page.hears(askPortChannel, page)
  expect(sent).toEqual([askPortChannel])

  const port = { is: 'a port' }
  ipcRenderer.emit(portChannel, { ports: [port] })
  expect(page.posted).toEqual([{ message: portChannel, ports: [port] }])

  // files of the disk have a path; what was dragged out of another page has none
  const files = [{ path: '/home/me/a.orrery' }, { path: '' }]
  page.dispatchEvent(Object.assign(new Event('drop'), { dataTransfer: { files } }))
  page.dispatchEvent(Object.assign(new Event('drop'), { dataTransfer: null }))
  expect(page.posted.slice(1).map(({ message }) => message)).toEqual([
    { [droppedChannel]: ['/home/me/a.orrery'] },
  ])
})
