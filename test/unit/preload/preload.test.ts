import { EventEmitter } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { askPortChannel, portChannel } from '../../../src/shared/rpc/window-line.ts'

const sent: string[] = []
const ipcRenderer = Object.assign(new EventEmitter(), { send: (channel: string) => void sent.push(channel) })
vi.mock('electron', () => ({ ipcRenderer }))

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
})
