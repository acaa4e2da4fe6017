import { OrreryError } from '../../shared/base/errors.ts'
import { type Carrier, portCarrier, socketCarrier } from '../../shared/rpc/carrier.ts'

/** The window's line to the headless host: a WebSocket beside the page. The cookie of the page lets it in. */
export async function connectSocket(): Promise<Carrier> {
  const url = new URL('/rpc', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(url)
  const { promise, resolve, reject } = Promise.withResolvers<Carrier>()
  // the carrier listens before the socket is open, so that no message is missed
  const carrier = socketCarrier(socket)
  socket.addEventListener('open', () => resolve(carrier))
  socket.addEventListener('close', () =>
    reject(
      new OrreryError('refused', 'The collector does not answer', {
        fix: 'If `orrery serve` has ended, start it again and open the address it prints.',
      }),
    ),
  )
  return promise
}

/**
 * The window's line to Electron's collector: a MessagePort that the preload hands over when asked.
 * The page asks first, because a port that is posted before anybody listens is lost.
 */
export async function connectPort(): Promise<Carrier> {
  const { promise, resolve } = Promise.withResolvers<Carrier>()
  const listen = (event: MessageEvent) => {
    const port = event.ports[0]
    if (event.source !== window || event.data !== 'orrery-port' || port === undefined) return
    window.removeEventListener('message', listen)
    resolve(portCarrier(port))
  }
  window.addEventListener('message', listen)
  window.postMessage('orrery-ask-port', location.origin === 'null' ? '*' : location.origin)
  return promise
}
