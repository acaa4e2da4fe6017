import type { PeerCertificate } from 'node:tls'
import { formatDay } from '../../../shared/base/format-time.ts'
import { OrreryError } from '../../../shared/base/errors.ts'

/** A handshake that failed, by what Node or the other side calls it: what it means, and what to do. */
interface Fault {
  readonly code: RegExp
  readonly says: (address: string, certificate: PeerCertificate | undefined) => string
  readonly fix: string
}

const unverified = 'tls=unverified connects without verifying who answers'

const faults: readonly Fault[] = [
  {
    code: /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_UNTRUSTED)/,
    says: (address, certificate) => {
      const signer = nameIn(certificate?.issuer)
      return `The certificate of ${address} is signed by an authority that isn’t known here${signer === undefined ? '' : ` (${signer})`}`
    },
    fix: `Name the PEM file of that authority with ca=…; ${unverified}`,
  },
  {
    code: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    says: (address, certificate) =>
      `The certificate of ${address} is not for that name: ${namesOf(certificate)}`,
    fix: `Name the server as its certificate does, or have that one made for this name too (subjectAltName); ${unverified}`,
  },
  {
    code: /^CERT_HAS_EXPIRED$/,
    says: (address, certificate) =>
      `The certificate of ${address} has expired${certificate === undefined ? '' : `: it was valid until ${dayOf(certificate.valid_to)}`}`,
    fix: `Give the server a new one; ${unverified}`,
  },
  {
    code: /^CERT_NOT_YET_VALID$/,
    says: (address, certificate) =>
      `The certificate of ${address} is not valid yet${certificate === undefined ? '' : `: it will be from ${dayOf(certificate.valid_from)} on`}`,
    fix: `See whether the clocks of both machines are right; ${unverified}`,
  },
  {
    code: /ALERT_(BAD_CERTIFICATE|CERTIFICATE_REQUIRED|CERTIFICATE_UNKNOWN|UNKNOWN_CA|UNSUPPORTED_CERTIFICATE|CERTIFICATE_EXPIRED|CERTIFICATE_REVOKED|ACCESS_DENIED)/,
    says: (address) => `${address} asks for a certificate of ours that it trusts`,
    fix: 'Give cert=… and key=…: PEM files of a certificate that is signed by an authority which the server trusts',
  },
  {
    code: /ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_SHARED_CIPHER|ALERT_HANDSHAKE_FAILURE|ALERT_INSUFFICIENT_SECURITY/,
    says: (address) => `${address} refuses the handshake: no version of TLS or no cipher in common`,
    fix: 'Let the server take TLS 1.2 or 1.3; if it asks for a certificate of ours, give cert=… and key=…',
  },
  {
    code: /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|^EPROTO$/,
    says: (address) => `${address} answers without TLS`,
    fix: 'Leave TLS out (tls=off), or name the port on which the server speaks it',
  },
  {
    code: /^ECONNRESET$/,
    says: (address) => `${address} cut the connection before a secure channel was made`,
    fix: 'See whether that port speaks TLS at all; if it asks for a certificate of ours, give cert=… and key=…',
  },
]

/** Certificates that don't verify (codes of OpenSSL's verification), and what answers no handshake. */
const tlsWords =
  /CERT|SELF_SIGNED|UNABLE_TO_|INVALID_(CA|PURPOSE)|PATH_LENGTH|HOSTNAME_MISMATCH|CRL_|^EPROTO|ERR_SSL|ERR_TLS|wrong version number|before secure TLS/

/**
 * What Node says of a handshake, as a sentence about the address; undefined: it is about something else.
 * @param certificate what the other side showed, where it is known
 */
export function tlsError(
  thrown: unknown,
  address: string,
  certificate?: PeerCertificate,
): OrreryError | undefined {
  if (thrown instanceof OrreryError || !(thrown instanceof Error)) return undefined
  const code = 'code' in thrown ? String(thrown.code) : ''
  if (!tlsWords.test(code) && !tlsWords.test(thrown.message)) return undefined
  const fault = faults.find((one) => one.code.test(code))
  const own = 'cert' in thrown ? (thrown.cert as PeerCertificate) : undefined
  const rest = { details: { address, tls: code }, cause: thrown }
  if (fault !== undefined)
    return new OrreryError('tls', fault.says(address, certificate ?? own), { ...rest, fix: fault.fix })
  return new OrreryError('tls', `No secure channel to ${address}: ${thrown.message}`, {
    ...rest,
    fix: 'Name the authority that signed its certificate with ca=…, correct the host name, or see whether that port speaks TLS at all',
  })
}

/** The other way round: nobody asked for TLS, and the port speaks nothing else. @param asked how it is asked for */
export function speaksTlsOnly(address: string, asked: string): OrreryError {
  return new OrreryError('tls', `${address} speaks TLS`, {
    fix: `Connect by TLS: ${asked}, with ca=… where its authority isn’t known here. Or name a port that speaks without`,
    details: { address },
  })
}

/** "CN=broker-1.example" in the certificate's own words: what stands for it. */
export function nameIn(name: PeerCertificate['subject'] | undefined): string | undefined {
  const found = name?.CN ?? name?.O
  return Array.isArray(found) ? found[0] : found
}

/** "it is for broker-1, 10.0.0.1" */
function namesOf(certificate: PeerCertificate | undefined): string {
  const alternatives = certificate?.subjectaltname?.replace(/(DNS|IP Address):/g, '')
  const names = alternatives ?? nameIn(certificate?.subject)
  return names === undefined ? 'it has none' : `it is for ${names}`
}

/** @param text as in certificates: "Nov 23 22:43:33 2026 GMT" */
export function dayOf(text: string): string {
  return formatDay(Date.parse(text))
}
