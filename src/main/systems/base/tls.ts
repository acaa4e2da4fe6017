import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type ConnectionOptions, createSecureContext } from 'node:tls'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { Connection } from '../system.ts'

/** What a connection string says of TLS. Its files are read when a connection is opened. */
export interface TlsOptions {
  readonly rejectUnauthorized: boolean
  /** Paths of PEM files: whom we believe (undefined: the authorities that Node knows), and who we are. */
  readonly caFile: string | undefined
  readonly certFile: string | undefined
  readonly keyFile: string | undefined
}

/**
 * `tls=on` or `tls=unverified`, `ca=/etc/ssl/ca.pem`, `cert=…` and `key=…` where servers ask for a client's certificate.
 * @returns undefined: no TLS
 * @throws OrreryError `invalid`
 */
export function parseTls(options: Connection['options']): TlsOptions | undefined {
  const { tls = 'off', ca, cert, key } = options
  if (tls === 'off') return undefined
  if (tls !== 'on' && tls !== 'unverified')
    throw new OrreryError('invalid', `tls=${tls} can’t be read`, {
      fix: 'Write tls=on, tls=unverified or tls=off',
    })
  const [caFile, certFile, keyFile] = [ca, cert, key].map((path) => (path === '' ? undefined : path))
  if ((certFile === undefined) !== (keyFile === undefined))
    throw new OrreryError('invalid', 'A client’s certificate needs its key, and the other way round', {
      fix: 'Give cert=… and key=…, both PEM files',
    })
  return { rejectUnauthorized: tls === 'on', caFile, certFile, keyFile }
}

/** @throws OrreryError `invalid` when a file can't be read */
export async function secureContext(options: TlsOptions): Promise<ConnectionOptions> {
  const { rejectUnauthorized } = options
  const [ca, cert, key] = await Promise.all([
    pem('ca', options.caFile),
    pem('cert', options.certFile),
    pem('key', options.keyFile),
  ])
  return { rejectUnauthorized, ...ca, ...cert, ...key }
}

/**
 * As `secureContext`, and made of its files what connections share.
 * @throws OrreryError `invalid` when a file can't be read, or holds something else
 */
export async function readContext(tls: TlsOptions): Promise<ConnectionOptions> {
  const { rejectUnauthorized, ...files } = await secureContext(tls)
  try {
    return { rejectUnauthorized, secureContext: createSecureContext(files) }
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause)
    throw new OrreryError('invalid', `The files of ca=…, cert=… and key=… can’t be used for TLS: ${said}`, {
      fix: 'All three are PEM files; the key, without a passphrase, belongs to the certificate',
      cause,
    })
  }
}

/**
 * Whom servers know us as by our certificate, as they write it (RFC 2253): `CN=orrery,O=Acme`.
 * @returns undefined: we have none @throws OrreryError `invalid`
 */
export async function ownSubject(tls: TlsOptions | undefined): Promise<string | undefined> {
  if (tls?.certFile === undefined) return undefined
  const { cert } = await pem('cert', tls.certFile)
  const { subject } = new X509Certificate(String(cert))
  return subject.split('\n').toReversed().join(',')
}

async function pem(name: 'ca' | 'cert' | 'key', path: string | undefined): Promise<ConnectionOptions> {
  if (path === undefined) return {}
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new OrreryError('invalid', `The file ${path} of ${name}=… can’t be read`, {
      fix: `Correct ${name}=… to a PEM file that this machine has`,
      cause,
    })
  })
  // of an authority that is none, OpenSSL says nothing
  if (!text.includes('-----BEGIN '))
    throw new OrreryError('invalid', `The file ${path} of ${name}=… is no PEM file`, {
      fix: 'PEM files are text, and begin with -----BEGIN; openssl makes them of PKCS#12 and DER',
    })
  return { [name]: text }
}
