import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** What a request comes with, as far as it decides who may in. */
export interface Knock {
  readonly url: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** `enter`: it brought the token, and gets the cookie. `refused`: why, in words for the person. */
export type Verdict =
  | { readonly is: 'known' }
  | { readonly is: 'enter'; readonly cookie: string; readonly location: string }
  | { readonly is: 'refused'; readonly status: 401 | 403; readonly why: string }

const tokenParameter = 'token'

/** Path and query of a request; whatever else a request line may hold is not ours, and is taken for the root. */
export function addressOf(url: string | undefined): URL {
  return new URL(`http://orrery${url?.startsWith('/') === true ? url : '/'}`)
}

/**
 * Who may talk to this process. It listens on loopback, but so does every page of the person's browser: a page of
 * another site may send requests here, and may make its own name resolve to 127.0.0.1 (DNS rebinding). So:
 * `Host` must be loopback at our port, `Origin`, where there is one, must be that host, and everything needs the cookie
 * that only the printed address gives.
 */
export class Gate {
  /** Stands in the address that is printed; brings the cookie, and opens nothing by itself. */
  readonly token = randomBytes(24).toString('base64url')
  readonly #session = randomBytes(24).toString('base64url')
  readonly #port: number

  constructor(port: number) {
    this.#port = port
  }

  /** The address that lets a browser in. */
  get address(): string {
    return `http://127.0.0.1:${this.#port}/?${tokenParameter}=${this.token}`
  }

  judge({ url, headers }: Knock): Verdict {
    const refusal = this.#refuseForeign(headers)
    if (refusal !== undefined) return { is: 'refused', status: 403, why: refusal }
    const given = addressOf(url).searchParams.get(tokenParameter)
    if (given !== null && isSame(given, this.token)) return this.#enter(url)
    if (this.#hasCookie(headers.cookie)) return { is: 'known' }
    return {
      is: 'refused',
      status: 401,
      why: 'Open the address that orrery serve has printed: it lets this browser in.',
    }
  }

  /** A WebSocket has to prove where its page comes from: browsers always say. */
  judgeUpgrade(knock: Knock): Verdict {
    if (knock.headers.origin === undefined) return { is: 'refused', status: 403, why: 'No Origin' }
    const verdict = this.judge(knock)
    if (verdict.is === 'enter')
      return { is: 'refused', status: 401, why: 'The token opens the page, not the socket' }
    return verdict
  }

  /** Undefined: it comes from our own page, or from no page at all. */
  #refuseForeign({ host, origin }: IncomingHttpHeaders): string | undefined {
    const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${this.#port}`)
    if (host === undefined || !hosts.includes(host)) return 'This is not the name that Orrery listens on'
    if (origin !== undefined && origin !== `http://${host}`)
      return 'The request comes from a page of another site'
    return undefined
  }

  /** To the same address without the token, so that it stands in no history and no bookmark. */
  #enter(url: string | undefined): Verdict {
    const { pathname, searchParams } = addressOf(url)
    searchParams.delete(tokenParameter)
    const query = searchParams.size > 0 ? `?${searchParams.toString()}` : ''
    const cookie = `${this.#cookieName}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`
    // one slash: two would be another host
    return { is: 'enter', cookie, location: `/${pathname.replace(/^[/\\]+/, '')}${query}` }
  }

  #hasCookie(header: string | undefined): boolean {
    const prefix = `${this.#cookieName}=`
    const cookies = header?.split(';').map((each) => each.trim()) ?? []
    return cookies.some((each) => each.startsWith(prefix) && isSame(each.slice(prefix.length), this.#session))
  }

  /** Cookies don't know ports: two that run side by side must not take each other's. */
  get #cookieName(): string {
    return `orrery-${this.#port}`
  }
}

function isSame(given: string, secret: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(secret)
  return a.length === b.length && timingSafeEqual(a, b)
}
