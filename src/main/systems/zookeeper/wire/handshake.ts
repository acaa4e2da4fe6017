import { JuteReader, JuteWriter } from './jute.ts'

/** A session as the server granted it. */
export interface Granted {
  readonly id: bigint
  readonly password: Buffer
  readonly timeoutMs: number
}

/**
 * ConnectRequest: protocolVersion int, lastZxidSeen long, timeOut int, sessionId long, passwd buffer, readOnly bool.
 * A former session is taken up again by its id and password.
 */
export function connectRequest(timeoutMs: number, former: Granted | undefined): Buffer {
  return new JuteWriter()
    .int(0)
    .long(0n)
    .int(timeoutMs)
    .long(former?.id ?? 0n)
    .bytes(former?.password ?? Buffer.alloc(16))
    .bool(false)
    .handshake()
}

/**
 * ConnectResponse: protocolVersion int, timeOut int, sessionId long, passwd buffer, readOnly bool (not before 3.4).
 * @returns undefined when the session that was to be taken up is gone: the timeout is 0 then
 */
export function connectResponse(frame: Buffer): Granted | undefined {
  const reader = new JuteReader(frame)
  reader.int()
  const timeoutMs = reader.int()
  const id = reader.long()
  return timeoutMs > 0 ? { id, password: Buffer.from(reader.bytes()), timeoutMs } : undefined
}
