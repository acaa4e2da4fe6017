import type { MessagePortMain } from 'electron'
import type { PortLike } from '../../shared/rpc/carrier.ts'

/** Electron's MessagePort in the dress of everybody else's: events by addEventListener, with `data`. */
export function dressPort(port: MessagePortMain): PortLike {
  return {
    postMessage: (message) => port.postMessage(message),
    close: () => port.close(),
    start: () => port.start(),
    addEventListener(type, listener) {
      if (type === 'message') port.on('message', listener)
      else port.on('close', () => listener({}))
    },
  }
}
