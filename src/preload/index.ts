import { ipcRenderer, webUtils } from 'electron'
import { askPortChannel, droppedChannel, portChannel } from '../shared/rpc/window-line.ts'

// The whole bridge. The page gets a line to the collector when it asks for one, and nothing else of Electron: a port
// that is posted before anybody listens is lost, so the page asks first.
window.addEventListener('message', (event) => {
  if (event.source === window && event.data === askPortChannel) ipcRenderer.send(askPortChannel)
})
// the page can't know where a file lies that is dropped onto it: it is told, so that an archive is opened where it is
window.addEventListener('drop', ({ dataTransfer }) => {
  const paths = [...(dataTransfer?.files ?? [])]
    .map((file) => webUtils.getPathForFile(file))
    .filter((path) => path !== '')
  if (paths.length > 0) window.postMessage({ [droppedChannel]: paths }, '*')
})
ipcRenderer.on(portChannel, (event) => window.postMessage(portChannel, '*', [...event.ports]))
