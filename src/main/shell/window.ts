import type { BrowserWindow, Electron } from './electron.ts'
import { guard } from './guards.ts'

/** Where the build put the window's files. */
export interface WindowFiles {
  readonly page: string
  readonly preload: string
}

/** Opens the window: sandboxed, isolated, shown when there is something to see. */
export function openWindow(electron: Electron, files: WindowFiles): BrowserWindow {
  const window = new electron.BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 560,
    show: false,
    // the page's own background, so that nothing flashes before it is drawn
    backgroundColor: electron.nativeTheme.shouldUseDarkColors ? '#0e1116' : '#f4f6f8',
    webPreferences: {
      preload: files.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    },
  })
  guard(electron, window.webContents)
  window.on('ready-to-show', () => window.show())
  void window.loadFile(files.page)
  return window
}

/** Brings a window before the others. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
