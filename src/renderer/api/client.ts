import { type Client, createClient } from '../../shared/rpc/client.ts'
import { connectPort, connectSocket } from './carriers.ts'

/** The window's client, over the carrier of the host that shows it. */
export function openClient(): Client {
  return createClient(navigator.userAgent.includes(' Electron/') ? connectPort : connectSocket)
}
