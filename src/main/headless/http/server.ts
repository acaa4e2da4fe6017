import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { OrreryError } from '../../../shared/base/errors.ts'
import { type Carrier, socketCarrier } from '../../../shared/rpc/carrier.ts'
import { answerArchive, type ArchiveFolders, isArchiveAddress } from './archives.ts'
import { Files } from './files.ts'
import { addressOf, Gate } from './gate.ts'

export interface WindowServerOptions {
  /** 0: a free one. */
  readonly port: number
  /** The built page. */
  readonly folder: string
  readonly archives: ArchiveFolders
  /** A window opened its line. */
  onCarrier(carrier: Carrier): void
}

export interface WindowServer extends AsyncDisposable {
  readonly port: number
  /** Lets a browser in. Whoever has it can see what Orrery sees. */
  readonly address: string
}

const socketPath = '/rpc'
/** A window sends questions only; they are short. */
const longestMessageBytes = 4 * 2 ** 20

/** HTTP and WebSocket on loopback only. @throws OrreryError `refused` when the port is taken */
export async function openWindowServer(options: WindowServerOptions): Promise<WindowServer> {
  const server = createServer()
  await listen(server, options.port)
  const { port } = server.address() as { port: number }
  const gate = new Gate(port)
  const files = new Files(options.folder)
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: longestMessageBytes,
  })
  server.on('request', (request, response) => void respond(gate, files, options.archives, request, response))
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const refusal = refuseUpgrade(gate, request)
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\n\r\n`)
    sockets.handleUpgrade(request, socket, head, (open) => {
      // a line that breaks closes: 'close' follows, and nothing is lost by it
      open.on('error', () => open.terminate())
      options.onCarrier(socketCarrier(open))
    })
  })
  return {
    port,
    address: gate.address,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.terminate()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    server.listen({ port, host: '127.0.0.1' })
    await once(server, 'listening')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const message =
      code === 'EADDRINUSE'
        ? `Port ${port} is taken by another program`
        : `Port ${port} cannot be opened (${code})`
    throw new OrreryError('refused', message, { cause, fix: 'Choose another with --port, or leave it out.' })
  }
}

function refuseUpgrade(gate: Gate, request: IncomingMessage): string | undefined {
  const { url } = request
  if (addressOf(url).pathname !== socketPath) return '404 Not Found'
  const verdict = gate.judgeUpgrade({ url, headers: request.headers })
  if (verdict.is === 'known') return undefined
  return verdict.is === 'refused' && verdict.status === 401 ? '401 Unauthorized' : '403 Forbidden'
}

async function respond(
  gate: Gate,
  files: Files,
  archives: ArchiveFolders,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { url } = request
  protect(response, request.headers.host ?? '')
  const verdict = gate.judge({ url, headers: request.headers })
  if (verdict.is === 'refused') return say(response, verdict.status, verdict.why)
  const path = addressOf(url).pathname
  if (verdict.is === 'known' && isArchiveAddress(path)) return tellArchive(archives, path, request, response)
  if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, 405, 'Only GET')
  if (verdict.is === 'enter') {
    response.setHeader('Set-Cookie', verdict.cookie)
    response.setHeader('Location', verdict.location)
    return say(response, 303, '')
  }
  try {
    await sendFile(files, path, request, response)
  } catch {
    // the file went away between the listing and the reading
    say(response, 404, 'Not found')
  }
}

async function tellArchive(
  archives: ArchiveFolders,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const told = await answerArchive(archives, path, request, response)
    if (told !== undefined) say(response, ...told)
  } catch {
    // the line broke in the middle of a file
    response.destroy()
  }
}

async function sendFile(
  files: Files,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // addresses of pages are the page's own business: all of them are the one page
  const isPage = !/\.[a-z0-9]+$/i.test(path)
  const file = await files.get(isPage ? '/index.html' : path)
  if (file === undefined) return say(response, 404, isPage ? notBuilt : 'Not found')
  response.setHeader('Content-Type', file.type)
  response.setHeader('Content-Length', file.body.length)
  response.setHeader('Cache-Control', file.isHashed ? 'private, max-age=31536000, immutable' : 'no-store')
  response.writeHead(200)
  response.end(request.method === 'HEAD' ? undefined : file.body)
}

const notBuilt = 'The page is not built yet: run npm run build in the folder of Orrery, then load this again.'

function say(response: ServerResponse, status: number, text: string): void {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  response.writeHead(status)
  response.end(text === '' ? undefined : `${text}\n`)
}

/** What a browser must not do with anything that comes from here. */
function protect(response: ServerResponse, host: string): void {
  const policy = [
    "default-src 'self'",
    // not every browser counts the page's own WebSocket as 'self'; a host that isn't ours is refused anyway
    /^[\w.:[\]]+$/.test(host) ? `connect-src 'self' ws://${host}` : "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
  response.setHeader('Content-Security-Policy', policy.join('; '))
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('X-Frame-Options', 'DENY')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
}
