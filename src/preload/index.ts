import { ipcRenderer } from 'electron'
import { askPortChannel, portChannel } from '../shared/rpc/window-line.ts'

// The whole bridge. The page gets a line to the collector when it asks for one, and nothing else of Electron: a port
// that is posted before anybody listens is lost, so the page asks first.
window.addEventListener('message', (event) => {
  if (event.source === window && event.data === askPortChannel) ipcRenderer.send(askPortChannel)
})
ipcRenderer.on(portChannel, (event) => window.postMessage(portChannel, '*', [...event.ports]))
