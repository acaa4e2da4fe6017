import { Listener } from './listener.ts'

/** A server that isn't what was looked for. */
export interface Odd extends AsyncDisposable {
  readonly endpoint: string
  readonly port: number
  /** How many are connected to it right now. */
  readonly connections: number
}

/** Accepts, reads, and never answers. */
export function silent(port?: number): Promise<Odd> {
  return Listener.open((socket) => socket.resume(), { port })
}

export interface BabblerOptions {
  /** Speaks first, as SSH and SMTP do, instead of after the first bytes it receives. */
  readonly greets?: boolean
  /** Hangs up after having spoken. True unless told. */
  readonly closes?: boolean
}

/** Answers whatever it is asked with the same text. */
export function babbler(text: string, options: BabblerOptions = {}): Promise<Odd> {
  const { greets = false, closes = true } = options
  return Listener.open((socket) => {
    const speak = () => (closes ? socket.end(text) : socket.write(text))
    if (greets) speak()
    else if (closes) socket.once('data', speak)
    else socket.on('data', speak)
    socket.resume()
  })
}
