import { expect, test } from 'vitest'
import { plain, scram } from '../../../../../../src/main/systems/kafka/wire/sasl.ts'

/** The exchange of RFC 7677, section 3. */
const rfc = {
  user: { username: 'user', password: 'pencil' },
  nonce: 'rOprNGfwEbeRWgbNEkqO',
  clientFirst: 'n,,n=user,r=rOprNGfwEbeRWgbNEkqO',
  serverFirst: 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
  clientFinal:
    'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
  serverFinal: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
}

/** Answers in turn, and remembers what it was told. */
function server(...answers: string[]) {
  const heard: string[] = []
  const exchange = (token: Uint8Array) => {
    heard.push(Buffer.from(token).toString())
    return Promise.resolve(Buffer.from(answers[heard.length - 1] ?? ''))
  }
  return { heard, exchange }
}

test('SCRAM-SHA-256 says what the RFC says, and takes the server’s proof', async () => {
  const { heard, exchange } = server(rfc.serverFirst, rfc.serverFinal)
  await scram('sha256', rfc.user, exchange, rfc.nonce)
  expect(heard).toEqual([rfc.clientFirst, rfc.clientFinal])
})

test('a server that cannot prove that it knows the password is refused', async () => {
  const { exchange } = server(rfc.serverFirst, `v=${'A'.repeat(43)}=`)
  await expect(scram('sha256', rfc.user, exchange, rfc.nonce)).rejects.toMatchObject({ code: 'auth' })
})

test('a server that changes our nonce, or asks for too few iterations, is refused', async () => {
  const foreign = server(rfc.serverFirst.replace('rOpr', 'XXXX'))
  await expect(scram('sha256', rfc.user, foreign.exchange, rfc.nonce)).rejects.toMatchObject({ code: 'auth' })
  const weak = server(rfc.serverFirst.replace('i=4096', 'i=1'))
  await expect(scram('sha256', rfc.user, weak.exchange, rfc.nonce)).rejects.toMatchObject({ code: 'auth' })
  expect(weak.heard).toHaveLength(1)
})

test('commas and equals signs in a user name are escaped', async () => {
  const { heard, exchange } = server('')
  await scram('sha512', { username: 'a,b=c', password: '' }, exchange, 'n').catch(() => undefined)
  expect(heard[0]).toBe('n,,n=a=2Cb=3Dc,r=n')
})

test('PLAIN sends user and password between zero bytes', async () => {
  const { heard, exchange } = server('')
  await plain({ username: 'admin', password: 's3cret' }, exchange)
  expect(heard).toEqual(['\0admin\0s3cret'])
})
