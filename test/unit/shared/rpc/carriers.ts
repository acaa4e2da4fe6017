import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { WebSocket, WebSocketServer } from 'ws'
import { type Carrier, portCarrier, socketCarrier } from '../../../../src/shared/rpc/carrier.ts'

/** A way to make lines to one server, as the two hosts do it. */
export interface Ends extends AsyncDisposable {
  connect(): Promise<Carrier>
  /** Called for each new line with the core's end. */
  onCarrier: (carrier: Carrier) => void
}

async function ports(): Promise<Ends> {
  const open = new Set<Carrier>()
  const ends: Ends = {
    onCarrier: () => undefined,
    async connect() {
      const { port1, port2 } = new MessageChannel()
      const core = portCarrier(port1)
      open.add(core)
      ends.onCarrier(core)
      return portCarrier(port2)
    },
    async [Symbol.asyncDispose]() {
      for (const carrier of open) carrier.close()
    },
  }
  return ends
}

async function sockets(): Promise<Ends> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const ends: Ends = {
    onCarrier: () => undefined,
    async connect() {
      const socket = new WebSocket(`ws://127.0.0.1:${address.port}`)
      const carrier = socketCarrier(socket)
      await once(socket, 'open')
      return carrier
    },
    async [Symbol.asyncDispose]() {
      for (const client of server.clients) client.terminate()
      await new Promise((done) => server.close(done))
    },
  }
  server.on('connection', (socket) => ends.onCarrier(socketCarrier(socket)))
  return ends
}

export const carriers = [
  { name: 'MessagePort', create: ports },
  { name: 'WebSocket', create: sockets },
] as const
