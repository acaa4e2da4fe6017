import { connect, type PeerCertificate, type TLSSocket } from 'node:tls'
import { withDeadline } from '../../../shared/base/deadline.ts'
import { asOrreryError, type ErrorCode, OrreryError } from '../../../shared/base/errors.ts'
import { type Addressing, inStep, type Tell } from './connect-steps.ts'
import { serverName } from './dialer.ts'
import { readContext, type TlsOptions } from './tls.ts'
import { dayOf, nameIn, speaksTlsOnly, tlsError } from './tls-error.ts'

/** What a handshake brought to light, before anything was sent over it. */
interface Seen {
  /** "TLSv1.3" */
  readonly protocol: string
  readonly certificate: PeerCertificate
  /** Why its certificate doesn't verify; undefined: it does. */
  readonly doubt: OrreryError | undefined
}

export interface SecureAddressing extends Addressing {
  /** How one connects without TLS, and with it, in a person's words: `kafka://… or tls=off`. */
  readonly plainly: string
  readonly securely: string
  /** Whether a server of this system answers there without TLS. */
  speaksPlainly(address: string, signal: AbortSignal): Promise<boolean>
}

const limitMs = 3_000
/** Who speaks TLS answers the first message at once. */
const guessLimitMs = 1_500
/** TLS 1.3: a server that dislikes our certificate says so only after the handshake, one that likes it sends a ticket. */
const refusalGraceMs = 400

/**
 * The step of a target that is connected to by TLS: protocol and certificates. Nothing is told where no TLS is asked for.
 * One endpoint that is good is enough.
 * @throws OrreryError `tls`: of the first, when none is good
 */
export async function secureStep(
  addresses: readonly string[],
  tls: TlsOptions | undefined,
  by: SecureAddressing,
  tell: Tell,
  signal: AbortSignal,
): Promise<void> {
  if (tls === undefined) return
  await inStep('tls', tell, async () => {
    const shaken = await Promise.allSettled(addresses.map((address) => handshake(address, tls, by, signal)))
    const good = shaken.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    if (good.length === 0) throw worstOf(shaken)
    return whatIsSeen(good, addresses.length, tls)
  })
}

/** What is wrong with a certificate says more than that a server is down. */
function worstOf(shaken: readonly PromiseSettledResult<Seen>[]): OrreryError {
  const failures = shaken.flatMap((one) => (one.status === 'rejected' ? [asOrreryError(one.reason)] : []))
  const ofTls = failures.find(({ code }) => code === 'tls')
  return ofTls ?? failures[0] ?? new OrreryError('invalid', 'The target has no endpoints')
}

async function handshake(
  address: string,
  tls: TlsOptions,
  by: SecureAddressing,
  signal: AbortSignal,
): Promise<Seen> {
  try {
    const seen = await look(address, tls, by, limitMs, signal)
    if (seen.doubt !== undefined && tls.rejectUnauthorized) throw seen.doubt
    return seen
  } catch (thrown) {
    signal.throwIfAborted()
    if (mayBePlain(asOrreryError(thrown)) && (await by.speaksPlainly(address, signal)))
      throw new OrreryError('tls', `${address} speaks no TLS: it answers without`, {
        fix: `Connect without TLS (${by.plainly}), or name the port on which it is spoken`,
        details: { address },
      })
    throw thrown
  }
}

/** What a plain server makes of a handshake: it hangs up, answers in its own words, or waits for the rest of a command. */
function mayBePlain({ code, details }: OrreryError): boolean {
  if (code === 'timeout') return true
  return code === 'tls' && !/CERT|UNABLE_TO_|SELF_SIGNED|ALERT/.test(String(details['tls']))
}

/** Shakes hands without judging, so that what is wrong can be told whole. */
async function look(
  address: string,
  tls: TlsOptions,
  by: Addressing,
  withinMs: number,
  signal: AbortSignal,
): Promise<Seen> {
  const { host, port } = by.parse(address)
  const context = await readContext(tls)
  const socket = connect({ host, port, ...context, ...serverName(host), rejectUnauthorized: false })
  try {
    return await withDeadline(withinMs, `${address} to a TLS handshake`, signal, () =>
      seenBy(socket, address),
    )
  } catch (thrown) {
    throw thrown instanceof OrreryError ? thrown : by.errorOf(thrown, address)
  } finally {
    socket.on('error', () => undefined).destroy()
  }
}

async function seenBy(socket: TLSSocket, address: string): Promise<Seen> {
  await new Promise<void>((resolve, reject) => {
    socket.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ECONNRESET' ? cutShort() : error),
    )
    socket.on('close', () => reject(cutShort()))
    socket.on('session', resolve)
    socket.on('secureConnect', () => {
      if (socket.getProtocol() === 'TLSv1.3') setTimeout(resolve, refusalGraceMs).unref()
      else resolve()
    })
  })
  const certificate = socket.getPeerCertificate()
  // a code, whatever its types say
  const { authorizationError } = socket as { readonly authorizationError: Error | string }
  return {
    protocol: socket.getProtocol() ?? 'TLS',
    certificate,
    doubt: socket.authorized ? undefined : doubtOf(String(authorizationError), address, certificate),
  }
}

/** In Node's own words for a line that was cut before the handshake's end; some servers cut it shortly after. */
function cutShort(): Error {
  const message = 'Client network socket disconnected before secure TLS connection was established'
  return Object.assign(new Error(message), { code: 'ECONNRESET' })
}

function doubtOf(code: string, address: string, certificate: PeerCertificate): OrreryError {
  const known = tlsError(Object.assign(new Error(code), { code }), address, certificate)
  return known ?? new OrreryError('tls', `The certificate of ${address} doesn’t verify: ${code}`)
}

function whatIsSeen(seen: readonly Seen[], asked: number, { rejectUnauthorized }: TlsOptions): string {
  const protocols = [...new Set(seen.map(({ protocol }) => protocol))].join(', ')
  const names = [...new Set(seen.map(({ certificate }) => nameIn(certificate.subject) ?? 'without a name'))]
  const soonest = seen
    .map(({ certificate }) => certificate.valid_to)
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]!
  const rest = seen.length < asked ? `; ${seen.length} of ${asked} endpoints` : ''
  const shown = `${protocols}; certificate of ${names.join(', ')}, valid until ${dayOf(soonest)}${rest}`
  if (rejectUnauthorized) return shown
  const doubt = seen.find((one) => one.doubt !== undefined)?.doubt
  return `${shown}. Not verified (tls=unverified): anybody between here and there could read along${doubt === undefined ? '' : `. ${doubt.message}`}`
}

/**
 * A port that gave no sensible answer: that it speaks TLS, where none was asked for and it does; else as it was said.
 * @param by with how TLS is asked for, in a person's words
 */
export async function orSpeaksTls(
  why: OrreryError,
  address: string,
  tls: TlsOptions | undefined,
  by: SecureAddressing,
  signal: AbortSignal,
): Promise<OrreryError> {
  if (tls !== undefined || !mayBeTls.has(why.code)) return why
  try {
    await look(address, anybody, by, guessLimitMs, signal)
  } catch (thrown) {
    signal.throwIfAborted()
    // it answered, in TLS, that it wants a certificate of ours
    const isAnswer = thrown instanceof OrreryError && String(thrown.details['tls']).includes('ALERT')
    if (!isAnswer) return why
  }
  return speaksTlsOnly(address, by.securely)
}

/** What a server makes of plain words in place of a handshake: it hangs up, waits for more, or sends an alert. */
const mayBeTls: ReadonlySet<ErrorCode> = new Set(['refused', 'timeout', 'protocol', 'unsupported', 'tls'])

const anybody: TlsOptions = {
  rejectUnauthorized: false,
  caFile: undefined,
  certFile: undefined,
  keyFile: undefined,
}
