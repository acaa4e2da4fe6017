import type { Electron, MenuItem } from './electron.ts'

/** The application's menu, in the platform's order. What the window offers itself (palette, time) is not repeated here. */
export function menuTemplate(platform: string, onOpen: () => void): MenuItem[] {
  const open: MenuItem = { label: 'Open an Archive…', accelerator: 'CmdOrCtrl+O', click: onOpen }
  const first: MenuItem[] =
    platform === 'darwin'
      ? [{ role: 'appMenu' }, { label: 'File', submenu: [open] }]
      : [{ label: 'File', submenu: [open, { type: 'separator' }, { role: 'quit' }] }]
  const view: MenuItem = {
    label: 'View',
    submenu: [
      { role: 'reload' },
      { role: 'toggleDevTools' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  }
  return [...first, { role: 'editMenu' }, view, { role: 'windowMenu' }]
}

export function setMenu(electron: Pick<Electron, 'Menu'>, onOpen: () => void): void {
  const template = menuTemplate(process.platform, onOpen)
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(template))
}
