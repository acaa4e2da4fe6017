import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { LabError } from '../lab-error.ts'

const run = promisify(execFile)
const limitMs = 20_000

/** PEM files of an authority of the lab's own, and of a server at 127.0.0.1 that it signed. */
export interface Certificates {
  readonly ca: string
  readonly certificate: string
  readonly key: string
  /** Key and certificates in one file, as servers in Java take them. */
  readonly whole: string
  /** Who connects has to show one, too: the servers' own does. */
  readonly areAskedForAll: boolean
}

/** Made anew for each deployment, in its folder. @throws LabError when there is no openssl */
export async function makeCertificates(folder: string, areAskedForAll = false): Promise<Certificates> {
  const file = (name: string) => join(folder, name)
  const openssl = (...args: readonly string[]) => run('openssl', args, { cwd: folder, timeout: limitMs })
  const key = (name: string) => [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-keyout',
    name,
  ]
  try {
    await writeFile(file('names.cnf'), 'subjectAltName=IP:127.0.0.1\n')
    await openssl(
      'req',
      '-x509',
      ...key('ca.key'),
      '-out',
      'ca.crt',
      '-days',
      '2',
      '-subj',
      '/CN=Orrery lab authority',
    )
    await openssl('req', ...key('server.key'), '-out', 'server.csr', '-subj', '/CN=orrery-lab')
    await openssl(
      ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-out', 'server.crt', '-days', '2', '-extfile', 'names.cnf'],
    )
    const parts = ['server.key', 'server.crt', 'ca.crt'].map((name) => readFile(file(name), 'utf8'))
    await writeFile(file('server.pem'), (await Promise.all(parts)).join(''))
  } catch (error) {
    throw new LabError('The lab could not make certificates with openssl', {
      fix: 'Install openssl',
      cause: error,
    })
  }
  return {
    ca: file('ca.crt'),
    certificate: file('server.crt'),
    key: file('server.key'),
    whole: file('server.pem'),
    areAskedForAll,
  }
}
