import type { Electron } from './electron.ts'

/** Shows a finding outside the window, where the system can; a click brings the window. */
export function notify(
  electron: Pick<Electron, 'Notification'>,
  message: { readonly title: string; readonly body: string },
  onClick: () => void,
): void {
  if (!electron.Notification.isSupported()) return
  const notification = new electron.Notification({ title: message.title, body: message.body })
  notification.on('click', onClick)
  notification.show()
}
