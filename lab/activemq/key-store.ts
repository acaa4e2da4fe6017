import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeCertificates } from '../host/certificates.ts'
import { keyStorePassword } from './config.ts'

const run = promisify(execFile)
const limitMs = 20_000

/** Paths of a PKCS#12 file with the server's key, and of the PEM of the authority that signed it. */
export interface KeyStore {
  readonly path: string
  readonly ca: string
}

/** Made anew for each deployment, in its folder. @throws LabError when there is no openssl */
export async function makeKeyStore(folder: string): Promise<KeyStore> {
  const { ca, certificate, key } = await makeCertificates(folder)
  const path = join(folder, 'jetty.p12')
  const files = ['-in', certificate, '-inkey', key, '-certfile', ca, '-out', path]
  await run('openssl', ['pkcs12', '-export', ...files, '-passout', `pass:${keyStorePassword}`], {
    timeout: limitMs,
  })
  return { path, ca }
}
