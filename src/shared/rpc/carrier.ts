import { decodeFrame, encodeFrame } from './frame.ts'

/** A two-way line for messages: JSON with typed arrays at any depth. Ordered; delivers all or closes. */
export interface Carrier {
  /** Does nothing once the line is closed. @throws OrreryError `bug` when the message cannot be sent as it is */
  send(message: unknown): void
  /** One listener; messages that came before it are kept for it. */
  onMessage(listener: (message: unknown) => void): void
  /** Called once, whichever end closed. */
  onClose(listener: () => void): void
  close(): void
}

/** What browsers' WebSocket and that of `ws` have in common. */
export interface SocketLike {
  binaryType: string
  readonly readyState: number
  send(data: Uint8Array<ArrayBuffer>): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
}

const socketOpen = 1

/** An open WebSocket as a carrier. A message that isn't a frame closes it. */
export function socketCarrier(socket: SocketLike): Carrier {
  socket.binaryType = 'arraybuffer'
  const inbox = createInbox()
  socket.addEventListener('message', ({ data }) => {
    try {
      inbox.push(decodeFrame(new Uint8Array(data as ArrayBuffer)))
    } catch {
      socket.close(1007, 'not a frame')
    }
  })
  return {
    send(message) {
      if (socket.readyState === socketOpen) socket.send(encodeFrame(message))
    },
    onMessage: inbox.open,
    onClose: (listener) => socket.addEventListener('close', once(listener)),
    close: () => socket.close(1000),
  }
}

/** What browsers' and Node's MessagePort have in common. Electron's MessagePortMain is dressed as one by its shell. */
export interface PortLike {
  postMessage(message: unknown): void
  close(): void
  start?(): void
  /** Messages are events with `data`. */
  addEventListener(type: 'message' | 'close', listener: (event: object) => void): void
}

/** A MessagePort as a carrier: structured clone carries typed arrays by itself. */
export function portCarrier(port: PortLike): Carrier {
  const inbox = createInbox()
  let closed = false
  port.addEventListener('close', () => (closed = true))
  port.addEventListener('message', (event) => inbox.push(Reflect.get(event, 'data')))
  port.start?.()
  return {
    send(message) {
      if (!closed) port.postMessage(message)
    },
    onMessage: inbox.open,
    onClose: (listener) => port.addEventListener('close', once(listener)),
    close: () => port.close(),
  }
}

function createInbox() {
  let early: unknown[] | undefined = []
  let listener: ((message: unknown) => void) | undefined
  return {
    push(message: unknown) {
      if (listener === undefined) early?.push(message)
      else listener(message)
    },
    open(to: (message: unknown) => void) {
      listener = to
      const kept = early ?? []
      early = undefined
      for (const message of kept) to(message)
    },
  }
}

function once(listener: () => void): () => void {
  let called = false
  return () => {
    if (called) return
    called = true
    listener()
  }
}
