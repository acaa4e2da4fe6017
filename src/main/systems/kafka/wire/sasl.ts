import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { OrreryError } from '../../../../shared/base/errors.ts'

export type Mechanism = 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512'

export interface Credentials {
  readonly username: string
  readonly password: string
}

/** Sends one token, gives the server's. */
export type Exchange = (token: Uint8Array) => Promise<Uint8Array>

/** RFC 4616: `authzid NUL authcid NUL password`, in the clear. */
export async function plain({ username, password }: Credentials, exchange: Exchange): Promise<void> {
  await exchange(Buffer.from(`\0${username}\0${password}`))
}

const derive = promisify(pbkdf2)

/**
 * RFC 5802 without channel binding: neither side sends the password, and the server proves that it knows it too.
 * @throws OrreryError `auth` when the server's proof is wrong: whatever it is, it isn't the broker
 */
export async function scram(
  digest: 'sha256' | 'sha512',
  { username, password }: Credentials,
  exchange: Exchange,
  nonce: string = randomBytes(18).toString('base64'),
): Promise<void> {
  const hmac = (key: Uint8Array, text: string) => createHmac(digest, key).update(text).digest()
  const clientFirst = `n=${username.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`
  const serverFirst = text(await exchange(Buffer.from(`n,,${clientFirst}`)))
  const { salt, iterations, fullNonce } = readServerFirst(serverFirst, nonce)

  const salted = await derive(password, salt, iterations, digest === 'sha256' ? 32 : 64, digest)
  const clientKey = hmac(salted, 'Client Key')
  const storedKey = createHash(digest).update(clientKey).digest()
  const withoutProof = `c=biws,r=${fullNonce}`
  const signed = `${clientFirst},${serverFirst},${withoutProof}`
  const proof = xor(clientKey, hmac(storedKey, signed)).toString('base64')

  const serverFinal = fields(text(await exchange(Buffer.from(`${withoutProof},p=${proof}`))))
  const expected = hmac(hmac(salted, 'Server Key'), signed)
  const given = Buffer.from(serverFinal.get('v') ?? '', 'base64')
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new OrreryError('auth', 'The server could not prove that it knows the password', {
      fix: 'Something else answers at this address, or the credentials were changed in between.',
    })
}

function readServerFirst(message: string, nonce: string) {
  const said = fields(message)
  const fullNonce = said.get('r') ?? ''
  const salt = Buffer.from(said.get('s') ?? '', 'base64')
  const iterations = Number(said.get('i'))
  // the lower bound is the RFC's: fewer iterations would let a listener guess the password
  if (!fullNonce.startsWith(nonce) || salt.length === 0 || !(iterations >= 4096))
    throw new OrreryError('auth', 'The server’s SCRAM challenge makes no sense')
  return { salt, iterations, fullNonce }
}

function fields(message: string): Map<string, string> {
  return new Map(message.split(',').map((part) => [part.slice(0, 1), part.slice(2)]))
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}

function xor(a: Uint8Array, b: Uint8Array): Buffer {
  return Buffer.from(a.map((byte, i) => byte ^ b[i]!))
}
