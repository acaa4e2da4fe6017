import type { Electron, MenuItem } from './electron.ts'

/** The application's menu, in the platform's order. What the window offers itself (palette, time) is not repeated here. */
export function menuTemplate(platform: string): MenuItem[] {
  const first: MenuItem =
    platform === 'darwin' ? { role: 'appMenu' } : { label: 'File', submenu: [{ role: 'quit' }] }
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
  return [first, { role: 'editMenu' }, view, { role: 'windowMenu' }]
}

export function setMenu(electron: Pick<Electron, 'Menu'>): void {
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(menuTemplate(process.platform)))
}
