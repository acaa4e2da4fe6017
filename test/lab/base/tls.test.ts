import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createPlain, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type TLSSocket, type TlsOptions as ServerOptions } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { parseAddress } from '../../../src/main/systems/base/address.ts'
import { Dialer } from '../../../src/main/systems/base/dialer.ts'
import { networkError } from '../../../src/main/systems/base/socket-error.ts'
import { orSpeaksTls, type SecureAddressing, secureStep } from '../../../src/main/systems/base/tls-step.ts'
import { ownSubject, parseTls } from '../../../src/main/systems/base/tls.ts'
import type { ConnectStep } from '../../../src/shared/api/targets.ts'
import { asOrreryError, OrreryError } from '../../../src/shared/base/errors.ts'

const { signal } = new AbortController()
const folder = mkdtempSync(join(tmpdir(), 'orrery-tls-'))
const file = (name: string) => join(folder, name)
const servers: Server[] = []

/** An authority, and certificates that it signed: of a server, of a client, and one that expired yesterday. */
beforeAll(() => {
  const openssl = (...args: readonly string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=An authority',
  )
  writeFileSync(file('names.cnf'), 'subjectAltName=IP:127.0.0.1,DNS:broker-1\n')
  for (const [name, days] of [
    ['server', '2'],
    ['client', '2'],
    ['expired', '-1'],
  ] as const) {
    openssl(
      'req',
      ...key,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/O=Acme, Inc/CN=${name}`,
    )
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names.cnf']
    openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, '-days', days, ...signed)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => servers.splice(0).forEach((server) => server.close()))

async function listening(server: Server): Promise<string> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Says "hello" to whoever has shaken hands. */
function secured(name: string, more: ServerOptions = {}): Promise<string> {
  const [key, cert, ca] = [`${name}.key`, `${name}.pem`, 'ca.pem'].map((each) => readFileSync(file(each)))
  const server = createServer({ key, cert, ca, ...more } as ServerOptions, (socket) => {
    socket.on('error', () => undefined)
    socket.end('hello')
  })
  server.on('tlsClientError', () => undefined)
  return listening(server)
}

const withCa = () => ({ tls: 'on', ca: file('ca.pem') })

const by: SecureAddressing = {
  ...{ parse: parseAddress, errorOf: networkError, plainly: 'x://…', securely: 'xs://…' },
  speaksPlainly: () => Promise.resolve(true),
}
const refused = new OrreryError('refused', 'It hung up')

async function stepAt(address: string, options: Readonly<Record<string, string>>) {
  const steps: ConnectStep[] = []
  const error = await secureStep([address], parseTls(options), by, (one) => steps.push(one), signal).then(
    () => undefined,
    asOrreryError,
  )
  return { says: steps[0]?.says, error }
}

test('without TLS there is no such step', async () => {
  expect(await stepAt('127.0.0.1:1', {})).toEqual({ says: undefined, error: undefined })
})

test('protocol, name and end of a certificate are told', async () => {
  const { says } = await stepAt(await secured('server'), withCa())
  expect(says).toMatch(/^TLSv1\.3; certificate of server, valid until \w{3} \d+ \w{3}/)
})

describe('what is wrong with a certificate, and what to do', () => {
  test('it has expired', async () => {
    const { error } = await stepAt(await secured('expired'), withCa())
    expect(error).toMatchObject({
      code: 'tls',
      message: expect.stringMatching(/ has expired: it was valid until \w{3} \d+ \w{3}/),
      fix: expect.stringContaining('Give the server a new one'),
    })
  })

  test('it is for another name', async () => {
    const address = (await secured('server')).replace('127.0.0.1', 'localhost')
    const { error } = await stepAt(address, withCa())
    expect(error?.message).toBe(
      `The certificate of ${address} is not for that name: it is for 127.0.0.1, broker-1`,
    )
  })

  test('nobody here knows who signed it', async () => {
    const { error } = await stepAt(await secured('server'), { tls: 'on' })
    expect(error?.message).toContain('an authority that isn’t known here (An authority)')
    expect(error?.fix).toContain('ca=…')
  })

  test('unverified, it is a warning', async () => {
    const { says, error } = await stepAt(await secured('expired'), { ...withCa(), tls: 'unverified' })
    expect(error).toBeUndefined()
    expect(says).toMatch(/Not verified \(tls=unverified\): .* has expired/)
  })
})

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('a server that asks for our certificate, by %s', (version) => {
  const asking = () =>
    secured('server', {
      ...{ requestCert: true, rejectUnauthorized: true },
      ...{ minVersion: version, maxVersion: version },
    })

  test('says so, and takes the one that it trusts', async () => {
    const address = await asking()
    const { error } = await stepAt(address, withCa())
    expect(error).toMatchObject({ code: 'tls', fix: expect.stringContaining('cert=… and key=…') })
    const own = { cert: file('client.pem'), key: file('client.key') }
    expect((await stepAt(address, { ...withCa(), ...own })).says).toContain(version)
  })
})

test('a port that speaks no TLS is recognised, from what it answers as from that it hangs up', async () => {
  const deaf = await listening(
    createPlain((socket) => socket.on('error', () => undefined).once('data', () => socket.destroy())),
  )
  const web = await listening(
    createPlain((socket) => socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n')),
  )
  for (const address of [deaf, web]) {
    const { error } = await stepAt(address, withCa())
    expect(error?.message).toBe(`${address} speaks no TLS: it answers without`)
    expect(error?.fix).toContain('x://…')
    expect(await orSpeaksTls(refused, address, undefined, by, signal)).toBe(refused)
  }
})

test('a port that speaks TLS only is recognised, also where it wants to know who we are', async () => {
  for (const more of [{}, { requestCert: true, rejectUnauthorized: true }]) {
    const address = await secured('server', more)
    const { message, fix } = await orSpeaksTls(refused, address, undefined, by, signal)
    expect(message).toBe(`${address} speaks TLS`)
    expect(fix).toContain('xs://…')
    expect(await orSpeaksTls(refused, address, parseTls(withCa()), by, signal)).toBe(refused)
  }
})

test.each(['ca', 'cert', 'key'])('a file of %s=… that is no PEM is told', async (name) => {
  const options = {
    ...withCa(),
    cert: file('client.pem'),
    key: file('client.key'),
    [name]: file('names.cnf'),
  }
  const { error } = await stepAt('127.0.0.1:1', options)
  expect(error).toMatchObject({
    code: 'invalid',
    message: expect.stringContaining(`${name}=… is no PEM file`),
  })
})

test('whom servers know us as is the subject of our certificate', async () => {
  const options = { ...withCa(), cert: file('client.pem'), key: file('client.key') }
  expect(await ownSubject(parseTls(options))).toBe('CN=client,O=Acme\\, Inc')
  expect(await ownSubject(parseTls(withCa()))).toBeUndefined()
  expect(await ownSubject(undefined)).toBeUndefined()
})

describe('a dialer', () => {
  async function hear(dialer: Dialer, address: string): Promise<{ text: string; resumed: boolean }> {
    const socket = await dialer.dial(parseAddress(address))
    let resumed = false
    socket.once('secureConnect', () => (resumed = (socket as TLSSocket).isSessionReused()))
    let text = ''
    for await (const chunk of socket) text += String(chunk)
    return { text, resumed }
  }

  test('goes on from the last handshake, and verifies the first', async () => {
    const address = await secured('server')
    const dialer = new Dialer(parseTls(withCa()))
    expect(await hear(dialer, address)).toEqual({ text: 'hello', resumed: false })
    expect(await hear(dialer, address)).toEqual({ text: 'hello', resumed: true })
    const stranger = new Dialer(parseTls({ tls: 'on' }))
    await expect(hear(stranger, address)).rejects.toMatchObject({ code: 'SELF_SIGNED_CERT_IN_CHAIN' })
  })

  test('without TLS speaks plainly', async () => {
    const address = await listening(createPlain((socket) => socket.end('plain')))
    const dialer = new Dialer(undefined)
    expect(dialer.readyEvent).toBe('connect')
    expect(await hear(dialer, address)).toEqual({ text: 'plain', resumed: false })
  })
})
