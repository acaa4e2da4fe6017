import type { Electron, WebContents } from './electron.ts'
import { openLink } from './links.ts'

/** Keeps a window at its own page: no navigation, no second window, no webview, no permission. Links go to the browser. */
export function guard(electron: Pick<Electron, 'shell'>, contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openLink((link) => electron.shell.openExternal(link), url)
    return { action: 'deny' }
  })
  contents.session.setPermissionRequestHandler((_contents, permission, answer) => answer(mayUse(permission)))
  contents.session.setPermissionCheckHandler((_contents, permission) => mayUse(permission))
}

/** "Copy address" and "copy value" write to the clipboard; nothing else is needed. */
const mayUse = (permission: string) => permission === 'clipboard-sanitized-write'
